"""The rules of a definition by name, so that those that exclude each other can be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tongban.assurance.prove.z3_form import literals
from tongban.conditions import Expression
from tongban.conditions.types import ChoiceOf, ListOf
from tongban.definitions.model import Definition, Field
from tongban.fields import field_types
from tongban.forms import all_fields, all_sections


class Kind(StrEnum):
    """What a rule of the form is."""

    SECTION = "section"  # a part of the form is shown only then
    WHEN = "when"  # a field is shown only then
    REQUIRED = "required"
    BOUNDS = "bounds"
    COMPUTED = "computed"
    TABLE = "table"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: of which kind, of what (an id; a column as `table.column`), its condition, and what people call it."""

    kind: Kind
    of: str
    condition: Expression
    said: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.of}"


def expressions(definition: Definition) -> Iterator[Expression]:
    """Give every expression of a definition."""
    for section in all_sections(definition):
        yield section.when
        for field in section.fields:
            yield from _of_field(field)
    for table in definition.tables:
        yield table.when
        yield from (row.when for row in table.rows)
    for check in definition.checks:
        yield from (check.when, check.holds)
    for material in definition.materials:
        yield from (material.when, material.required)
    for step in definition.process:
        yield step.when
        yield from (point.holds for point in step.points if point.holds is not None)
    for fee in definition.fees:
        yield from () if fee.amount is None else (fee.amount,)
        yield from () if fee.reduction is None else (fee.reduction.when,)
    yield from (each.when for each in definition.results)
    yield from (each.when for each in definition.conditions)
    if definition.commitment is not None:
        yield definition.commitment.when


def _of_field(field: Field) -> Iterator[Expression]:
    yield from (field.when, field.required, field.readonly)
    if field.computed is not None:
        yield field.computed
    for column in field.columns:
        yield from _of_field(column)


def literals_of(definition: Definition) -> tuple[str, ...]:
    """Collect every text that matters: what is offered, what conditions mention, what tables give."""
    found: dict[str, None] = dict.fromkeys(definition.applicants)
    for field in all_fields(definition):
        for each in (field, *field.columns):
            kind = field_types[each.type].condition_type(each.options)
            inner = kind.element if isinstance(kind, ListOf) else kind
            found |= dict.fromkeys(inner.values if isinstance(inner, ChoiceOf) else ())
    for expression in expressions(definition):
        found |= dict.fromkeys(literals(expression.tree))
    for table in definition.tables:
        given = (*(row.gives for row in table.rows), table.otherwise)
        found |= dict.fromkeys(each for each in given if isinstance(each, str))
    return tuple(found)
