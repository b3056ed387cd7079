"""A compilation in progress: the scope in which conditions stand, and the faults so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tongban.conditions import ALWAYS, BOOL, NEVER, ConditionError, Expression, Scope, Type, compile_expression
from tongban.definitions.strict_yaml import Path
from tongban.definitions.vocabulary.faults import nearest


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands in the way, at a path of the resolved data. `column` counts within a condition's text."""

    where: Path
    kind: str  # a code of ConditionError, or lacking, option, unknown_place
    message: str
    hint: str = ""
    column: int = 0
    article: str = ""


@dataclass(slots=True)
class Compiling:
    data: Mapping[str, Any]
    scope: Scope
    faults: list[Fault] = field(default_factory=list)

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of all questions, fields and decision tables, in order."""
        return tuple(self.scope.names)

    def near(self, word: str, known: Iterable[str]) -> str:
        """Return a hint that names the nearest right word, or all of them where they are few."""
        return nearest(word, sorted(known))

    def table_of(self, name: str, where: Path, kinds: tuple[str, ...]) -> None:
        """Note a fault where no decision table has the name, or where it gives something else."""
        tables = {str(each["id"]): each for each in self.data.get("tables", ())}
        if name not in tables:
            message = f"没有编号为“{name}”的决策表。"
            self.faults.append(Fault(where, "unknown_place", message, self.near(name, tables)))
        elif tables[name]["gives"]["type"] not in kinds:
            message = f"决策表“{name}”给出的是 {tables[name]['gives']['type']}，这里要 {'或 '.join(kinds)}。"
            self.faults.append(Fault(where, "table", message, "请改用另一张决策表，或改写它的 gives。"))

    def condition(
        self,
        entry: Mapping[str, Any],
        key: str,
        where: Path,
        *,
        scope: Scope | None = None,
        default: Expression = ALWAYS,
    ) -> Expression:
        """Compile the condition under a key; the default where none is written, or where it has a fault."""
        if key not in entry:
            return default
        return self.expression(entry[key], (*where, key), scope or self.scope, BOOL) or default

    def required(self, entry: Mapping[str, Any], where: Path, *, scope: Scope | None = None) -> Expression:
        """Compile `optional: true` or `required: <condition>`; obligatory where neither is written."""
        if entry.get("optional") is True:
            return NEVER
        return self.condition(entry, "required", where, scope=scope)

    def expression(self, text: object, where: Path, scope: Scope, expect: Type | None) -> Expression | None:
        """Compile a text; None with a fault noted where it is refused."""
        if isinstance(text, bool):
            return ALWAYS if text else NEVER
        try:
            return compile_expression(str(text), scope, expect=expect)
        except ConditionError as error:
            self.faults.append(Fault(where, error.code, error.message, error.hint, error.column))
        return None
