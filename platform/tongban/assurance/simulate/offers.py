"""What may happen next in a run, at the desk or by the applicant: the law itself is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tongban.assurance.moves import missing_of, owed_of
from tongban.assurance.play import paper_cast
from tongban.assurance.simulate.session import Simulation, perform
from tongban.assurance.simulate.telling import DEEDS
from tongban.definitions.examples import Deed
from tongban.law import Action, HandedIn, Refusal, State, applicable, decide, possible_actions, wanting
from tongban.law.commands import Command, PromiseLater, SupplyLater, Withdraw, WithdrawPromise
from tongban.law.trials import SOMETHING

#: what was found, where a deed says it and nothing else is said
FOUND = {"check_commitment": "kept", "check_rectification": "mended"}
#: what is told as an example's deed; putting right at the window is part of the hand-in there
_DESK = tuple(each for each in Action if each.value in DEEDS)
_ROLES = frozenset({"window_clerk", "reviewer", "chief_representative", "supervisor"})
_AT_THE_WINDOW = frozenset(
    {Action.ACCEPT, Action.ACCEPT_TOLERANTLY, Action.REQUEST_SUPPLEMENT, Action.DECLINE, Action.DELIVER}
)


@dataclass(frozen=True, slots=True)
class Offer:
    """One deed that is possible. `role` acts, or a `department` that was asked.

    `not_yet` says what stands in the way, and by which article.
    """

    do: str
    role: str
    step: str = ""
    not_yet: Refusal | None = None
    department: str = ""


def offers(simulation: Simulation) -> tuple[Offer, ...]:
    """List what may be done now: the desk's acts in the desk's order, the departments' answers, the applicant's."""
    return (*_desk(simulation), *_departments(simulation), *_applicant(simulation))


def _departments(simulation: Simulation) -> Iterator[Offer]:
    """Let each department answer that was asked and has not; nobody else can (335 §24)."""
    if simulation.case.state is State.ACCEPTED:
        for each in simulation.case.opinions:
            if each.reply is None:
                yield Offer("give_opinion", "", each.step, department=each.name)


def _desk(simulation: Simulation) -> Iterator[Offer]:
    stage = simulation.stage
    found = possible_actions(simulation.case, stage.definition, stage.rulebook, stage.calendar, simulation.at, _roles)
    for each in found:
        offer = Offer(each.action.value, each.role, _step(each.action, each.step))
        yield replace(offer, not_yet=_in_the_way(simulation, offer)) if each.not_yet else offer


def _in_the_way(simulation: Simulation, offer: Offer) -> Refusal | None:
    """Ask once more with the whole deed, which brings along a verdict on every material."""
    answer = perform(simulation, trial(offer, simulation))
    return answer if isinstance(answer, Refusal) else None


def trial(offer: Offer, simulation: Simulation) -> Deed:
    """Give a deed with words that stand for those still to be written."""
    case, definition = simulation.case, simulation.stage.definition
    if offer.do == "request_supplement":
        named = [each.id for each in wanting(case, definition)]
        some = named or [each.id for each in applicable.handed_in(case, definition)][:1]
        return Deed(offer.do, missing=dict.fromkeys(some, SOMETHING))
    reasons = SOMETHING if offer.do != "end_special_procedure" else ""  # which says that no survey was held
    return Deed(offer.do, step=offer.step, opinion=SOMETHING, reasons=reasons, found=FOUND.get(offer.do, ""))


def _roles(action: Action) -> frozenset[str]:
    if action not in _DESK:
        return frozenset()
    return frozenset({"window_clerk"}) if action in _AT_THE_WINDOW else _ROLES


def _step(action: Action, step: str | None) -> str:
    """Give the step where the deed is about one; which step a case is sent back to is for who does it to say."""
    named = {
        Action.COMPLETE_STEP, Action.START_SPECIAL, Action.END_SPECIAL, Action.COUNTERSIGN, Action.ASK_COUNTERSIGN,
        Action.ASK_OPINION, Action.APPOINT_SURVEY, Action.RECORD_SURVEY,
    }  # fmt: skip
    return step or "" if action in named else ""


def _applicant(simulation: Simulation) -> Iterator[Offer]:
    stage, person = simulation.stage, paper_cast(simulation.script).person
    if simulation.case.state is State.SUPPLEMENTING:
        yield Offer("supply", "applicant")
    own: dict[str, Command] = {
        "promise_later": PromiseLater(person, missing_of(simulation.case, stage.definition)),
        "supply_later": SupplyLater(person, tuple(HandedIn(each) for each in owed_of(simulation.case))),
        "withdraw_promise": WithdrawPromise(person, SOMETHING),
        "withdraw": Withdraw(person, SOMETHING),
    }
    for do, command in own.items():
        answer = decide(simulation.case, command, stage.definition, stage.rulebook, stage.calendar, simulation.at)
        if not isinstance(answer, Refusal):
            yield Offer(do, "applicant")
