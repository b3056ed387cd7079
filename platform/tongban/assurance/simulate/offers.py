"""What may happen next in a run, at the desk or by the applicant: the law itself is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tongban.assurance.play import paper_cast
from tongban.assurance.simulate.session import Simulation
from tongban.law import Action, Refusal, State, decide, possible_actions
from tongban.law.commands import Withdraw

#: what is told as an example's deed; putting right at the window is part of the hand-in there
_DESK = tuple(each for each in Action if each is not Action.CORRECT)
_ROLES = frozenset({"window_clerk", "reviewer", "chief_representative"})
_AT_THE_WINDOW = frozenset({Action.ACCEPT, Action.REQUEST_SUPPLEMENT, Action.DECLINE, Action.DELIVER})


@dataclass(frozen=True, slots=True)
class Offer:
    """One deed that is possible. `role` acts; `not_yet` says what stands in the way, and by which article."""

    do: str
    role: str
    step: str = ""
    not_yet: Refusal | None = None


def offers(simulation: Simulation) -> tuple[Offer, ...]:
    """List what may be done now: the desk's acts in the desk's order, then the applicant's."""
    return (*_desk(simulation), *_applicant(simulation))


def _desk(simulation: Simulation) -> Iterator[Offer]:
    stage = simulation.stage
    found = possible_actions(simulation.case, stage.definition, stage.rulebook, stage.calendar, simulation.at, _roles)
    for each in found:
        yield Offer(each.action.value, each.role, _step(each.action, each.step), each.not_yet)


def _roles(action: Action) -> frozenset[str]:
    if action not in _DESK:
        return frozenset()
    return frozenset({"window_clerk"}) if action in _AT_THE_WINDOW else _ROLES


def _step(action: Action, step: str | None) -> str:
    """Give the step where the deed is about one; which step a case is sent back to is for who does it to say."""
    named = {Action.COMPLETE_STEP, Action.START_SPECIAL, Action.END_SPECIAL}
    return step or "" if action in named else ""


def _applicant(simulation: Simulation) -> Iterator[Offer]:
    stage, person = simulation.stage, paper_cast(simulation.script).person
    if simulation.case.state is State.SUPPLEMENTING:
        yield Offer("supply", "applicant")
    answer = decide(
        simulation.case, Withdraw(person, "试办"), stage.definition, stage.rulebook, stage.calendar, simulation.at
    )
    if not isinstance(answer, Refusal):
        yield Offer("withdraw", "applicant")
