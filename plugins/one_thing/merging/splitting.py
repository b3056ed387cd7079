"""Give each item its own answers and materials back out of the one form (数据同源，各办其件)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from one_thing.language.model import Part
from one_thing.merging.form import Merged
from one_thing.merging.members import Taking
from tongban.kit.conditions import holds
from tongban.kit.definitions import TongbanError
from tongban.kit.forms import Answers, Finding, Standing, Supplied, check, load, stand, written
from tongban.kit.language import APPLICANT_KIND, PROMISED

#: what an item answers for its own promise: in a bundle everything asked for is shown
NO_PROMISE: Mapping[str, object] = {PROMISED: False}


@dataclass(frozen=True, slots=True)
class Flow:
    """What an earlier part's outcome has told: values by field of this part, and the materials that it is."""

    fields: Mapping[str, object]  # in JSON form
    materials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """What one item gets: its answers, and for each of its materials the one of the set that it is."""

    part: Part
    answers: Mapping[str, object]
    materials: Mapping[str, str]


def chosen(merged: Merged, answers: Answers, standing: Standing | None = None) -> tuple[Part, ...]:
    """Give the parts that these answers choose, in the order of the bundle."""
    standing = standing or stand(merged.form, answers)
    return tuple(each.part for each in merged.takings if holds(each.part.when, standing.values))


def open_questions(merged: Merged, standing: Standing) -> bool:
    """Tell whether it is still open which parts apply: a condition names what is not answered yet."""
    needed = {name for each in merged.takings for name in each.part.when.names()}
    return any(name not in standing.values for name in needed if name in standing.shown or name == APPLICANT_KIND)


def waves(parts: Sequence[Part]) -> tuple[tuple[Part, ...], ...]:
    """Put chosen parts into the waves in which they start: a part waits only for chosen ones. Raises on a circle."""
    left = {each.id: each for each in parts}
    found: list[tuple[Part, ...]] = []
    while left:
        ready = tuple(each for each in left.values() if not set(each.waits_for) & set(left))
        if not ready:
            raise TongbanError(f"事项{'、'.join(f'“{each}”' for each in left)}互相等待，无法开始。")
        found.append(ready)
        for each in ready:
            del left[each.id]
    return tuple(found)


def waiting_on(part: Part, parts: Sequence[Part]) -> tuple[str, ...]:
    """List the chosen parts for which a part waits."""
    there = {each.id for each in parts}
    return tuple(each for each in part.waits_for if each in there)


def share(
    merged: Merged, part: Part, answers: Answers, flow: Flow | None = None, standing: Standing | None = None
) -> Share:
    """Give one part its share. `flow` is what earlier outcomes have told; it counts before what was typed."""
    taking = merged.taking(part.id)
    standing = standing or stand(merged.form, answers)
    names = merged.fields[part.id]
    found: dict[str, object] = {
        own: standing.answers[shared] for own, shared in names.items() if shared in standing.answers
    }
    found |= dict(_given(taking, standing))
    if "commitment" in taking.data:
        found |= NO_PROMISE
    if (kind := standing.answers.get(APPLICANT_KIND)) is not None:
        found[APPLICANT_KIND] = kind
    if flow is not None:
        found |= load(taking.definition, dict(flow.fields))
    return Share(part, stand(taking.definition, found).answers, dict(merged.materials[part.id]))


def _given(taking: Taking, standing: Standing) -> Iterator[tuple[str, object]]:
    for each in taking.part.given:
        if each.when is not None:
            yield each.id, standing.holds(each.when)
        elif each.table:
            if each.table in standing.values:
                yield each.id, standing.values[each.table]
        else:
            yield from written(taking.definition, {each.id: each.value}).items()


def findings_of(
    merged: Merged, mine: Share, supplied: Sequence[Supplied], flow: Flow | None, *, later: bool = False
) -> tuple[Finding, ...]:
    """Hold a share against the item's own rules. `later`: what earlier outcomes will tell is not missing yet."""
    taking = merged.taking(mine.part.id)
    by_shared = {each.material: each for each in supplied}
    own = [Supplied(own, by_shared[shared].files) for own, shared in mine.materials.items() if shared in by_shared]
    told = flow.materials if flow else ()
    own += [Supplied(each) for each in told if each not in {one.material for one in own}]
    found = check(taking.definition, mine.answers, own)
    if not later:
        return found
    coming = {each.field for each in mine.part.takes} | {each.material for each in mine.part.takes}
    return tuple(each for each in found if each.field not in coming and each.material not in coming)
