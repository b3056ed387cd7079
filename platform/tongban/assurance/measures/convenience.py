"""Labels of items counted, and held against the targets of the rulebook (C11; 335 §22; 30 (一), (四))."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tongban.assurance.measures.figures import Behind
from tongban.assurance.measures.lists import Claimed
from tongban.definitions import Definition, Workspace
from tongban.definitions.model import Span, Unit
from tongban.definitions.rulebook import Rulebook, Target
from tongban.forms.labels import AT_MOST_ONCE, FULLY_ONLINE, NEARBY, NO_MATERIALS, ON_THE_SPOT, labels_of

LABELS: Mapping[str, str] = {
    "at_most_once": AT_MOST_ONCE,
    "no_materials": NO_MATERIALS,
    "on_the_spot": ON_THE_SPOT,
    "fully_online": FULLY_ONLINE,
    "nearby": NEARBY,
}
TIME_CUT = "承诺时限比法定时限平均减少"


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


def targets_of(rulebook: Rulebook, counts: Sequence[Count], definitions: Sequence[Definition]) -> tuple[Reached, ...]:
    """Hold what there is against each target of the rulebook."""
    by_measure = {each.measure: each for each in counts}
    return tuple(_reached(target, by_measure, definitions) for target in rulebook.targets)


def _reached(target: Target, counts: Mapping[str, Count], definitions: Sequence[Definition]) -> Reached:
    if target.measure == "time_cut":
        return Reached(TIME_CUT, target, time_cut(definitions))
    count = counts[target.measure]
    if target.unit == "percent":
        return Reached(count.label, target, len(count.items) * 100 // count.of if count.of else None)
    return Reached(count.label, target, len(count.items))


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
