"""Labels of items counted, and held against the targets of the rulebook (C11; 335 §22; 30 (一), (四))."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from tongban.assurance.measures.figures import Behind
from tongban.assurance.measures.lists import Claimed
from tongban.definitions import Definition, Workspace
from tongban.definitions.model import Span, Unit
from tongban.definitions.rulebook import Rulebook, Target
from tongban.definitions.spans import tell_span
from tongban.forms.labels import AT_MOST_ONCE, FULLY_ONLINE, NEARBY, NO_MATERIALS, ON_THE_SPOT, labels_of

LABELS: Mapping[str, str] = {
    "at_most_once": AT_MOST_ONCE,
    "no_materials": NO_MATERIALS,
    "on_the_spot": ON_THE_SPOT,
    "fully_online": FULLY_ONLINE,
    "nearby": NEARBY,
}
TIME_CUT = "承诺时限比法定时限平均减少"
#: about how many days a unit has: to put the longest promise first, for nothing else
_DAYS: Mapping[Unit, float] = {Unit.WORKING_DAYS: 1.4, Unit.DAYS: 1, Unit.MONTHS: 30, Unit.YEARS: 365}


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the items have a label, and which."""

    measure: str
    label: str
    items: tuple[Behind, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Reached:
    """A target and what there is: items, or percent; None where there is nothing to measure."""

    label: str
    target: Target
    got: int | None
    behind: tuple[Behind, ...] = ()  # items that keep it from being reached, those with the longest promise first

    @property
    def holds(self) -> bool:
        return self.got is not None and self.got >= self.target.at_least


def counts_of(workspace: Workspace, claims: Sequence[Claimed]) -> tuple[Count, ...]:
    """Count each label over items, once however many tenants claim one; every claimant must deserve it."""
    by_item: dict[str, list[Claimed]] = {}
    for each in claims:
        if each.definition is not None:
            by_item.setdefault(each.item, []).append(each)
    found = []
    for measure, label in LABELS.items():
        deserving = [
            _named(workspace, own)
            for own in by_item.values()
            if all(each.definition and label in labels_of(each.definition) for each in own)
        ]
        found.append(Count(measure, label, tuple(deserving), len(by_item)))
    return tuple(found)


def time_cut(definitions: Sequence[Definition]) -> int | None:
    """Say by how many percent promises fall below statutory limits on average, rounded down; None where none compares.

    An item decided on the spot takes no days. Limits in different units are not compared.
    """
    cuts = [cut for each in definitions if (cut := _cut(each)) is not None]
    return sum(cuts) // len(cuts) if cuts else None


def targets_of(
    rulebook: Rulebook,
    counts: Sequence[Count],
    definitions: Sequence[Definition],
    names: Mapping[str, str] | None = None,
) -> tuple[Reached, ...]:
    """Hold what there is against each target of the rulebook; `names` are those of the claimants."""
    by_measure = {each.measure: each for each in counts}
    found = (_reached(target, by_measure, definitions) for target in rulebook.targets)
    return tuple(
        each if each.holds else replace(each, behind=_behind(each, counts, definitions, names or {})) for each in found
    )


def _reached(target: Target, counts: Mapping[str, Count], definitions: Sequence[Definition]) -> Reached:
    if target.measure == "time_cut":
        return Reached(TIME_CUT, target, time_cut(definitions))
    count = counts[target.measure]
    if target.unit == "percent":
        return Reached(count.label, target, len(count.items) * 100 // count.of if count.of else None)
    return Reached(count.label, target, len(count.items))


def _behind(
    reached: Reached, counts: Sequence[Count], definitions: Sequence[Definition], names: Mapping[str, str]
) -> tuple[Behind, ...]:
    """Name what falls short of a target, each item once with its claimants, the longest promise first."""
    if reached.target.measure == "time_cut":
        short = [each for each in definitions if (cut := _cut(each)) is not None and cut < reached.target.at_least]
    else:
        have = {behind.item for each in counts if each.measure == reached.target.measure for behind in each.items}
        short = [each for each in definitions if each.item not in have]
    return _longest_first(short, names)


def _longest_first(definitions: Collection[Definition], names: Mapping[str, str]) -> tuple[Behind, ...]:
    by_item: dict[str, list[Definition]] = {}
    for each in sorted(definitions, key=lambda each: (-_length(each.time.promise), each.item, each.tenant)):
        by_item.setdefault(each.item, []).append(each)
    return tuple(
        Behind(item, own[0].title, "、".join(names.get(each.tenant, each.tenant) for each in own), _times(own[0]))
        for item, own in by_item.items()
    )


def _length(promise: Span | None) -> float:
    return promise.amount * _DAYS[promise.unit] if promise else 0


def _times(definition: Definition) -> str:
    statutory, promise = definition.time.statutory, definition.time.promise
    said = f"承诺{_span(promise)}" if promise else "当场办结"
    return f"{said}，法定{_span(statutory)}" if statutory else said


def _span(span: Span) -> str:
    return f" {tell_span({span.unit.value: span.amount})}"


def _cut(definition: Definition) -> int | None:
    statutory, promise = definition.time.statutory, definition.time.promise
    if statutory is None:
        return None
    if promise is None:
        return 100
    days, promised = _comparable(statutory, promise)
    return (days - promised) * 100 // days if days else None


def _comparable(one: Span, other: Span) -> tuple[int, int]:
    if one.unit == other.unit:
        return one.amount, other.amount
    months = {Unit.MONTHS: 1, Unit.YEARS: 12}
    if one.unit in months and other.unit in months:
        return one.amount * months[one.unit], other.amount * months[other.unit]
    return 0, 0


def _named(workspace: Workspace, own: Sequence[Claimed]) -> Behind:
    first = own[0]
    names = [workspace.tenants[each.tenant].name for each in own]
    return Behind(first.item, first.definition.title if first.definition else first.item, "、".join(names), "")
