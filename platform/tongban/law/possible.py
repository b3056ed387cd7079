"""What may be done with a case now: every kind of command is tried on it, and the law itself answers.

Nothing here repeats a rule. A trial that is refused because it is another's turn, or the wrong state, is left out; one
that is refused for something that the same person can still mend (a material not yet checked) is given with the
reason, so that a desk can say why not yet.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from tongban.calendars import WorkingCalendar
from tongban.definitions.model import Definition
from tongban.definitions.rulebook import Rulebook
from tongban.law import applicable
from tongban.law.case import Actor, Case, DeclineGround, Deficiency, DeficiencyKind, MaterialState, Verdict
from tongban.law.commands import (
    Accept,
    Command,
    CompleteStep,
    CorrectOnTheSpot,
    Decline,
    Deliver,
    EndSpecialProcedure,
    Grant,
    Refuse,
    RequestSupplement,
    ReturnStep,
    StartSpecialProcedure,
)
from tongban.law.decide import decide
from tongban.law.refusals import Refusal

SOMETHING = "试办"  # stands for the words that the person has still to write


class Action(StrEnum):
    """What people at a desk do with a case, in the order in which it is offered."""

    ACCEPT = "accept"
    REQUEST_SUPPLEMENT = "request_supplement"
    CORRECT = "correct"
    DECLINE = "decline"
    COMPLETE_STEP = "complete_step"
    START_SPECIAL = "start_special_procedure"
    END_SPECIAL = "end_special_procedure"
    GRANT = "grant"
    REFUSE = "refuse"
    RETURN_STEP = "return_step"
    DELIVER = "deliver"


#: what is done to one step of perhaps several that run together
OF_A_STEP = frozenset({Action.COMPLETE_STEP, Action.START_SPECIAL, Action.END_SPECIAL})

#: refusals that the same person can mend now; any other means that the act is not theirs to do, or not now
MENDABLE = frozenset({"not_all_checked", "incomplete", "still_deficient", "not_everything_named"})


@dataclass(frozen=True, slots=True)
class Possible:
    """One act that is possible now in one role. `not_yet` says what must be done first, and by which article."""

    action: Action
    role: str
    step: str | None = None  # the step that it is about
    not_yet: Refusal | None = None


def possible_actions(
    case: Case, definition: Definition, rulebook: Rulebook, calendar: WorkingCalendar, now: datetime,
    roles: Callable[[Action], Collection[str]],
) -> tuple[Possible, ...]:  # fmt: skip
    """List what somebody may do now; `roles` gives the roles in which they may try each act."""
    ready = _as_if_ready(case, definition)
    found = []
    for action in Action:
        for step in _turns(action, case, definition):
            for role in sorted(roles(action)):
                if action is not Action.REQUEST_SUPPLEMENT and _try(
                    action, role, step, ready, definition, rulebook, calendar, now
                ):
                    continue
                answer = _try(action, role, step, case, definition, rulebook, calendar, now)
                if answer is None or answer.code in MENDABLE:
                    found.append(Possible(action, role, step, answer))
                    break
    return tuple(found)


def _as_if_ready(case: Case, definition: Definition) -> Case:
    """Imagine that everything demanded is there and in order, to see whose turn it would be and for what."""
    there = tuple(replace(each, verdict=Verdict.OK) for each in case.materials)
    lacking = (MaterialState(each.id, verdict=Verdict.OK) for each in applicable.missing(case, definition))
    return replace(case, materials=(*there, *lacking))


def wanting(case: Case, definition: Definition) -> tuple[Deficiency, ...]:
    """List what is already known to be wanting: what is missing, and what was found deficient, in the list's order."""
    lacking = {each.id: "" for each in applicable.missing(case, definition)}
    for each in applicable.handed_in(case, definition):
        state = case.material(each.id)
        if state is not None and state.verdict is Verdict.DEFICIENT:
            lacking[each.id] = state.note
    order = [each.id for each in definition.materials]
    return tuple(Deficiency(DeficiencyKind.MATERIAL, each, lacking[each]) for each in sorted(lacking, key=order.index))


def _try(
    action: Action, role: str, step: str | None, case: Case, definition: Definition, rulebook: Rulebook,
    calendar: WorkingCalendar, now: datetime,
) -> Refusal | None:  # fmt: skip
    """Give None where some trial of the act is allowed, else the last refusal."""
    refusal: Refusal | None = Refusal("nothing_to_try", "现在没有可以办理的内容。")
    for command in _trials(action, Actor("trial", SOMETHING, role), step, case, definition):
        answer = decide(case, command, definition, rulebook, calendar, now)
        if not isinstance(answer, Refusal):
            return None
        refusal = answer
    return refusal


def _trials(action: Action, actor: Actor, step: str | None, case: Case, definition: Definition) -> Iterator[Command]:
    match action:
        case Action.ACCEPT:
            yield Accept(actor)
        case Action.REQUEST_SUPPLEMENT:
            yield RequestSupplement(actor, _something_wanting(case, definition))
        case Action.CORRECT:
            yield from (CorrectOnTheSpot(actor, answers={key: value}) for key, value in [*case.answers.items()][:1])
        case Action.DECLINE:
            yield Decline(actor, SOMETHING, ground=DeclineGround.NOT_ALLOWED)
        case Action.GRANT:
            yield Grant(actor, SOMETHING)
        case Action.REFUSE:
            yield Refuse(actor, SOMETHING)
        case Action.RETURN_STEP:
            yield from (ReturnStep(actor, each, SOMETHING) for each in returnable(case))
        case Action.DELIVER:
            yield from (Deliver(actor, each) for each in definition.delivery[:1])
        case _ if step is not None:
            yield _of_step(action, actor, step)


def _of_step(action: Action, actor: Actor, step: str) -> Command:
    if action is Action.START_SPECIAL:
        return StartSpecialProcedure(actor, step)
    if action is Action.END_SPECIAL:
        return EndSpecialProcedure(actor, step, SOMETHING)
    return CompleteStep(actor, step, SOMETHING)


def returnable(case: Case) -> tuple[str, ...]:
    """List the steps to which a case can be sent back: each that was done, in the order of the process."""
    done = {each.step for each in case.steps_done}
    return tuple(each for each in case.steps if each in done)


def _turns(action: Action, case: Case, definition: Definition) -> tuple[str | None, ...]:
    """List the steps that an act may be about: each whose turn it is, for what is done to a step; else the first."""
    turns = _open_steps(case, definition)
    return turns if action in OF_A_STEP and turns else (turns[0] if turns else None,)


def _open_steps(case: Case, definition: Definition) -> tuple[str, ...]:
    """List the steps whose turn it is; of a case not yet accepted, those that would be."""
    if case.accepted_at is not None:
        return case.open_steps
    first = applicable.stages(definition, applicable.values_of(case, definition))
    return first[0] if first else ()


def _something_wanting(case: Case, definition: Definition) -> tuple[Deficiency, ...]:
    """Name what is wanting; where nothing is known to be, some field, for it may be what the clerk finds wrong."""
    known = tuple(Deficiency(each.kind, each.id, each.missing or SOMETHING) for each in wanting(case, definition))
    if known:
        return known
    shown = applicable.fields(definition, applicable.values_of(case, definition))
    return tuple(Deficiency(DeficiencyKind.FIELD, each.id, SOMETHING) for each in shown[:1])
