"""What an item's examples have shown of it, and what none has: fields, both sides of conditions, steps, notices, ends.

Conditions are found by walking the compiled definition, so that a new key with a condition is covered without a word
here. What no played case can show (a check's own `holds`, an amount) is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tongban.assurance.conditions_of import Placed, conditions_of, seen_values
from tongban.assurance.play import Played
from tongban.conditions import holds
from tongban.definitions import Definition
from tongban.definitions.notice_kinds import notice_kinds
from tongban.forms import Answers, load
from tongban.law import Case, CaseOutcome, NoticeOrdered
from tongban.law.applicable import fields as shown_fields
from tongban.law.applicable import situation

OUTCOMES = {
    CaseOutcome.GRANTED: "准予",
    CaseOutcome.REFUSED: "不予办理",
    CaseOutcome.NOT_ACCEPTED: "不予受理",
    CaseOutcome.WITHDRAWN: "撤回",
    CaseOutcome.DEEMED_WITHDRAWN: "视为撤回",
}


@dataclass(frozen=True, slots=True)
class Covered:
    """One kind of thing: how many there are, and the names of those that no example shows."""

    kind: str  # fields, conditions, steps, notices, outcomes, choices, table_rows
    name: str  # in Chinese
    total: int
    missing: tuple[str, ...]

    @property
    def seen(self) -> int:
        return self.total - len(self.missing)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the examples of one item show."""

    item: str
    examples: int
    parts: tuple[Covered, ...]

    @property
    def percent(self) -> int:
        """Give the share of all things that some example shows, rounded down; 100 only where nothing is missing."""
        total = sum(each.total for each in self.parts)
        return 100 * sum(each.seen for each in self.parts) // total if total else 100

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(f"{part.name}：{name}" for part in self.parts for name in part.missing)


def coverage(definition: Definition, played: Sequence[Played]) -> Coverage:
    """Say what the played examples of an item show of its definition, whichever claimant's."""
    shown = _Shown(definition, tuple(each.case for each in played))
    events = [event for each in played for event in each.events]
    ordered = {event.notice for event in events if isinstance(event, NoticeOrdered)}
    done = {record.step for each in played for record in each.case.steps_done}
    ends = {each.case.outcome for each in played}
    parts = (
        _part("fields", "字段", ((each.label, each.id in shown.answered) for each in definition.fields)),
        _part("conditions", "条件", _conditions(definition, shown)),
        _part("choices", "情形选项", _choices(definition, shown)),
        _part("table_rows", "决策表行", _table_rows(definition, shown)),
        _part("steps", "环节", ((each.name, each.id in done) for each in definition.process)),
        _part("notices", "文书", ((notice_kinds[each].title, each in ordered) for each in notices_of(definition))),
        _part("outcomes", "结果", ((name, outcome in ends) for outcome, name in OUTCOMES.items())),
    )
    return Coverage(definition.item, len(played), tuple(each for each in parts if each.total))


def notices_of(definition: Definition) -> tuple[str, ...]:
    """List the kinds of notices that any case of this item can bring about, in the order of the kinds."""
    special = any(each.special_procedure is not None for each in definition.process)
    ordinary = (each.id for each in notice_kinds.values() if each.ordinary)
    return tuple(each for each in ordinary if special or each != "special_procedure_notice")


class _Shown:
    """What the cases hold, worked out once."""

    def __init__(self, definition: Definition, cases: tuple[Case, ...]) -> None:
        self.definition, self.cases = definition, cases

    @cached_property
    def values(self) -> tuple[Answers, ...]:
        return tuple(situation(self.definition, each.answers, each.applicant.kind) for each in self.cases)

    @cached_property
    def answered(self) -> frozenset[str]:
        """Give the ids of fields that were shown and answered in some case."""
        return frozenset(
            field.id
            for values in self.values
            for field in shown_fields(self.definition, values)
            if values.get(field.id) is not None
        )

    @cached_property
    def answers(self) -> tuple[Answers, ...]:
        return tuple(load(self.definition, each.answers) for each in self.cases)


def _part(kind: str, name: str, things: Iterable[tuple[str, bool]]) -> Covered:
    listed = list(things)
    return Covered(kind, name, len(listed), tuple(thing for thing, seen in listed if not seen))


def _conditions(definition: Definition, shown: _Shown) -> Iterator[tuple[str, bool]]:
    """Ask of each condition that it was seen to hold, and seen not to hold."""
    for each in conditions_of(definition):
        sides = _sides(each, definition, shown)
        yield f"{each.name}（成立）", True in sides
        yield f"{each.name}（不成立）", False in sides


def _sides(placed: Placed, definition: Definition, shown: _Shown) -> frozenset[bool]:
    return frozenset(
        holds(placed.condition, values)
        for case, answers in zip(shown.values, shown.answers, strict=True)
        for values in seen_values(placed, definition, case, answers)
    )


def _choices(definition: Definition, shown: _Shown) -> Iterator[tuple[str, bool]]:
    for question in definition.situation:
        chosen = {values.get(question.id) for values in shown.values}
        for choice in question.choices:
            yield f"{question.label or question.ask}：{choice.label}", choice.value in chosen


def _table_rows(definition: Definition, shown: _Shown) -> Iterator[tuple[str, bool]]:
    for table in getattr(definition, "tables", ()):
        for number, row in enumerate(table.rows, start=1):
            name = f"{table.title}第 {number} 行" + (f"（{row.note}）" if row.note else "")
            yield name, any(holds(row.when, values) for values in shown.values)
