"""What examples may show of others beside the owner of a step: who countersigns, which department is asked (L8, L9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tongban.assurance.cast import Cast
from tongban.definitions import Definition
from tongban.definitions.examples import Deed
from tongban.errors import TongbanError
from tongban.law import SYSTEM, Actor, AskCountersign, AskOpinion, Case, Countersign, GiveOpinion, Opinion
from tongban.law.commands import Command, PassTime


def owner_of(case: Case, step_id: str, definition: Definition, cast: Cast) -> Actor:
    """Give who does a step: who holds it; another person of the role where four eyes must see the case."""
    step, holding = definition.step(step_id), case.holding(step_id)
    if holding is not None and holding.person is not None:
        return holding.person
    actor = cast.staff(step.by)
    return replace(actor, id=f"{actor.id}-{step.id}") if step.four_eyes else actor


def _ask_countersign(case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    return AskCountersign(owner_of(case, deed.step, definition, cast), deed.step, deed.role, reason=deed.reasons)


def _countersign(case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    """Sign in the role that is named, else in the first that is waited for; each signature by a person of its own."""
    waiting = case.unsigned(deed.step)
    asked = next((each for each in waiting if deed.role in ("", each.role)), None)
    if asked is not None and asked.person is not None:
        return Countersign(asked.person, deed.step, deed.opinion)
    signer = cast.staff(deed.role or (asked.role if asked else "reviewer"))
    place = len(case.signatures_of(deed.step)) - len(waiting) + 1
    return Countersign(replace(signer, id=f"{signer.id}-signs-{place}"), deed.step, deed.opinion)


def _ask_opinion(case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    """Ask a department, unless the house itself asked it when the step's turn came."""
    department = cast.department(deed.department)
    if any(each.department == department for each in case.unanswered(deed.step)):
        return PassTime(SYSTEM)
    asker = owner_of(case, deed.step, definition, cast)
    return AskOpinion(asker, deed.step, department, deed.department, deed.reasons)


def _give_opinion(case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    asked = _waiting(case, deed, definition)
    somebody = cast.staff("reviewer")
    actor = replace(somebody, id=f"{somebody.id}-{asked.department}"[:64], name=asked.name)
    return GiveOpinion(actor, asked.id, asked.department, objects=deed.found == "objects", text=deed.opinion)


def _waiting(case: Case, deed: Deed, definition: Definition) -> Opinion:
    """Find the request that is answered: of the department that is named, else the first of the step."""
    for each in case.unanswered(deed.step):
        if deed.department in ("", each.name, each.department):
            return each
    step = next((each.name for each in definition.process if each.id == deed.step), deed.step)
    raise TongbanError(f"“{step}”没有等待{deed.department or '其他部门'}回复的意见，请先写征求意见（ask_opinion）。")


BESIDE_DEEDS: Mapping[str, Callable[[Case, Deed, Definition, Cast], Command]] = {
    "ask_countersign": _ask_countersign,
    "countersign": _countersign,
    "ask_opinion": _ask_opinion,
    "give_opinion": _give_opinion,
}
