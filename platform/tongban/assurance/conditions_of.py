"""All conditions of a definition that switch something on or off, found by walking it; each told once, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from tongban.conditions import ALWAYS, NEVER, Expression, tell
from tongban.definitions import Definition
from tongban.definitions.model import Field
from tongban.forms import Answers, words_of
from tongban.forms.standing import row_values

#: the keys whose condition switches something; what must hold (`holds`) and what is reckoned is another matter
SWITCHES = ("when", "required", "readonly")


@dataclass(frozen=True, slots=True)
class Placed:
    """One condition, told in words. `table` is the id of the table whose rows it reads; empty: it reads none."""

    name: str
    condition: Expression
    table: str = ""


def conditions_of(definition: Definition) -> tuple[Placed, ...]:
    """List the conditions, each once however often it is written."""
    words = words_of(definition)
    found: dict[tuple[str, str], Placed] = {}
    for condition, table in _walk(definition, ""):
        if condition not in (ALWAYS, NEVER):
            placed = Placed(tell(condition, words), condition, table)
            found.setdefault((condition.text, table), placed)
    return tuple(found.values())


def seen_values(
    placed: Placed, definition: Definition, values: Answers, answers: Answers
) -> Iterator[Mapping[str, object]]:
    """Give the values under which a case shows a condition: the case's own, or those of each row."""
    if not placed.table:
        yield values
        return
    table = definition.field(placed.table)
    rows = answers.get(placed.table)
    for row in rows if isinstance(rows, tuple) else ():
        if isinstance(row, Mapping):
            yield row_values(table, row, values)


def _walk(part: object, table: str) -> Iterator[tuple[Expression, str]]:
    """Yield the conditions of a part and of all below it; those that read a row with the table that it is of."""
    if isinstance(part, tuple):
        for each in part:
            yield from _walk(each, table)
    elif is_dataclass(part) and not isinstance(part, type | Expression):
        rows_of = getattr(part, "each", None) or table
        for each in fields(part):
            value = getattr(part, each.name)
            if isinstance(value, Expression) and each.name in SWITCHES:
                yield value, rows_of if _reads_row(value) else ""
            elif _below(each.name):
                yield from _walk(value, part.id if isinstance(part, Field) and each.name == "columns" else table)


def _below(name: str) -> bool:
    """Pass over what holds no conditions of this kind: a field's options, a decision table's rows."""
    return name not in {"options", "rows", "catalogue", "service", "authority"}


def _reads_row(condition: Expression) -> bool:
    return any(name == "row" or name.startswith("row.") for name in condition.names())
