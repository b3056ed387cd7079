"""What is tried, for each thing that people at a desk do with a case, to see whether the law would let them.

A path of the law adds its acts here: a word to `Action`, and the commands that stand for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.definitions.model import Definition
from tongban.law import applicable
from tongban.law.case import (
    DELIVERY_WORK,
    INTAKE_WORK,
    Actor,
    Case,
    DeclineGround,
    Deficiency,
    DeficiencyKind,
    State,
    Verdict,
)
from tongban.law.commands import (
    Accept,
    AskCountersign,
    AskOpinion,
    Claim,
    Command,
    CompleteStep,
    CorrectOnTheSpot,
    Countersign,
    Decline,
    Deliver,
    EndSpecialProcedure,
    ExplainLateness,
    Grant,
    Recuse,
    Refuse,
    Release,
    RequestSupplement,
    ReturnStep,
    StartSpecialProcedure,
    TakeOver,
    Transfer,
)
from tongban.law.escalation import unexplained
from tongban.law.licences import made_up_entries

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
    CLAIM = "claim"
    RELEASE = "release"
    COUNTERSIGN = "countersign"
    ASK_COUNTERSIGN = "ask_countersign"
    ASK_OPINION = "ask_opinion"
    TRANSFER = "transfer"
    TAKE_OVER = "take_over"
    RECUSE = "recuse"
    EXPLAIN_LATENESS = "explain_lateness"
    ACCEPT_TOLERANTLY = "accept_tolerantly"
    SUPPLY_LATER = "supply_later"
    ALLOW_SECOND_NOTICE = "allow_second_notice"
    CHECK_COMMITMENT = "check_commitment"
    CHECK_RECTIFICATION = "check_rectification"
    REVOKE_FOR_BREACH = "revoke_for_breach"
    GRANT_IN_PART = "grant_in_part"
    APPOINT_SURVEY = "appoint_survey"
    RECORD_SURVEY = "record_survey"
    SURVEY_NOT_HELD = "survey_not_held"
    ASK_EXTENSION = "ask_extension"
    APPROVE_EXTENSION = "approve_extension"
    DENY_EXTENSION = "deny_extension"
    SUSPEND_CASE = "suspend_case"
    RESUME_CASE = "resume_case"
    TERMINATE_CASE = "terminate_case"
    SEND_RESULT = "send_result"
    FAILED_DELIVERY = "failed_delivery"
    ANNOUNCE_DELIVERY = "announce_delivery"
    GRANT_RENEWAL = "grant_renewal"
    REFUSE_RENEWAL = "refuse_renewal"
    CORRECT_OUTCOME = "correct_outcome"
    REISSUE_OUTCOME = "reissue_outcome"
    SUSPEND_OUTCOME = "suspend_outcome"
    RESUME_OUTCOME = "resume_outcome"
    TELL_REVOCATION = "tell_revocation"
    RECORD_HEARING = "record_hearing"
    DROP_REVOCATION = "drop_revocation"
    REVOKE_OUTCOME = "revoke_outcome"
    CANCEL_OUTCOME = "cancel_outcome"
    ASSESS_FEES = "assess_fees"
    RECORD_PAYMENT = "record_payment"
    ORDER_REFUND = "order_refund"
    RECORD_REFUND = "record_refund"


#: what is done to one step of perhaps several that run together
OF_A_STEP = frozenset(
    {
        Action.COMPLETE_STEP,
        Action.START_SPECIAL,
        Action.END_SPECIAL,
        Action.APPOINT_SURVEY,
        Action.RECORD_SURVEY,
        Action.SURVEY_NOT_HELD,
        Action.CLAIM,
        Action.RELEASE,
        Action.COUNTERSIGN,
        Action.ASK_COUNTERSIGN,
        Action.ASK_OPINION,
        Action.TRANSFER,
        Action.TAKE_OVER,
    }
)


@dataclass(frozen=True, slots=True)
class Trial:
    """Who tries an act on which case; `step` is the one that it is about, where it is about one."""

    actor: Actor
    case: Case
    definition: Definition
    step: str | None
    day: date | None = None  # a working day on which something could be arranged


Trying = Callable[[Trial], Iterator[Command]]
TRIALS: dict[Action, Trying] = {}


def tries(action: Action) -> Callable[[Trying], Trying]:
    """Register the commands that stand for an act."""

    def register(function: Trying) -> Trying:
        TRIALS[action] = function
        return function

    return register


@tries(Action.ACCEPT)
def _accept(trial: Trial) -> Iterator[Command]:
    yield Accept(trial.actor)


@tries(Action.REQUEST_SUPPLEMENT)
def _request_supplement(trial: Trial) -> Iterator[Command]:
    yield RequestSupplement(trial.actor, _something_wanting(trial.case, trial.definition))


@tries(Action.CORRECT)
def _correct(trial: Trial) -> Iterator[Command]:
    first = [*trial.case.answers.items()][:1]
    yield from (CorrectOnTheSpot(trial.actor, answers={key: value}) for key, value in first)


@tries(Action.DECLINE)
def _decline(trial: Trial) -> Iterator[Command]:
    yield Decline(trial.actor, SOMETHING, ground=DeclineGround.NOT_ALLOWED)


@tries(Action.COMPLETE_STEP)
def _complete_step(trial: Trial) -> Iterator[Command]:
    if trial.step is not None:
        yield CompleteStep(trial.actor, trial.step, SOMETHING)


@tries(Action.START_SPECIAL)
def _start_special(trial: Trial) -> Iterator[Command]:
    if trial.step is not None:
        yield StartSpecialProcedure(trial.actor, trial.step)


@tries(Action.END_SPECIAL)
def _end_special(trial: Trial) -> Iterator[Command]:
    if trial.step is not None:
        yield EndSpecialProcedure(trial.actor, trial.step, SOMETHING)


@tries(Action.GRANT)
def _grant(trial: Trial) -> Iterator[Command]:
    yield Grant(trial.actor, SOMETHING, entered=made_up_entries(trial.case, trial.definition))


@tries(Action.REFUSE)
def _refuse(trial: Trial) -> Iterator[Command]:
    yield Refuse(trial.actor, SOMETHING)


@tries(Action.RETURN_STEP)
def _return_step(trial: Trial) -> Iterator[Command]:
    yield from (ReturnStep(trial.actor, each, SOMETHING) for each in returnable(trial.case))


@tries(Action.DELIVER)
def _deliver(trial: Trial) -> Iterator[Command]:
    yield from (Deliver(trial.actor, each, "", SOMETHING, SOMETHING) for each in trial.definition.delivery[:1])


@tries(Action.EXPLAIN_LATENESS)
def _explain_lateness(trial: Trial) -> Iterator[Command]:
    yield from (ExplainLateness(trial.actor, each.id, SOMETHING) for each in unexplained(trial.case))


@tries(Action.CLAIM)
def _claim(trial: Trial) -> Iterator[Command]:
    yield Claim(trial.actor, work_at(trial.case, trial.step))


@tries(Action.RELEASE)
def _release(trial: Trial) -> Iterator[Command]:
    yield Release(trial.actor, work_at(trial.case, trial.step))


@tries(Action.TRANSFER)
def _transfer(trial: Trial) -> Iterator[Command]:
    yield Transfer(trial.actor, work_at(trial.case, trial.step), SOMETHING, desk=SOMETHING)


@tries(Action.TAKE_OVER)
def _take_over(trial: Trial) -> Iterator[Command]:
    yield TakeOver(trial.actor, work_at(trial.case, trial.step), SOMETHING)


@tries(Action.RECUSE)
def _recuse(trial: Trial) -> Iterator[Command]:
    yield Recuse(trial.actor, SOMETHING)


@tries(Action.ASK_COUNTERSIGN)
def _ask_countersign(trial: Trial) -> Iterator[Command]:
    if trial.step is not None:
        yield AskCountersign(trial.actor, trial.step, "chief_representative", reason=SOMETHING)
        yield AskCountersign(trial.actor, trial.step, "reviewer", reason=SOMETHING)


@tries(Action.COUNTERSIGN)
def _countersign(trial: Trial) -> Iterator[Command]:
    if trial.step is not None:
        yield Countersign(trial.actor, trial.step, SOMETHING)


@tries(Action.ASK_OPINION)
def _ask_opinion(trial: Trial) -> Iterator[Command]:
    if trial.step is not None:
        yield AskOpinion(trial.actor, trial.step, SOMETHING, SOMETHING, SOMETHING)


def work_at(case: Case, step: str | None) -> str:
    """Name the task that the case waits for: its intake, its delivery, or the step."""
    if case.state is State.SUBMITTED:
        return INTAKE_WORK
    return DELIVERY_WORK if case.state is State.DECIDED else step or ""


def returnable(case: Case) -> tuple[str, ...]:
    """List the steps to which a case can be sent back: each that was done, in the order of the process."""
    done = {each.step for each in case.steps_done}
    return tuple(each for each in case.steps if each in done)


def wanting(case: Case, definition: Definition) -> tuple[Deficiency, ...]:
    """List what is already known to be wanting: what is missing, and what was found deficient, in the list's order."""
    lacking = {each.id: "" for each in applicable.missing(case, definition)}
    for each in applicable.handed_in(case, definition):
        state = case.material(each.id)
        if state is not None and state.verdict is Verdict.DEFICIENT:
            lacking[each.id] = state.note
    order = [each.id for each in definition.materials]
    return tuple(Deficiency(DeficiencyKind.MATERIAL, each, lacking[each]) for each in sorted(lacking, key=order.index))


def _something_wanting(case: Case, definition: Definition) -> tuple[Deficiency, ...]:
    """Name what is wanting; where nothing is known to be, some field, for it may be what the clerk finds wrong."""
    known = tuple(Deficiency(each.kind, each.id, each.missing or SOMETHING) for each in wanting(case, definition))
    if known:
        return known
    shown = applicable.fields(definition, applicable.values_of(case, definition))
    return tuple(Deficiency(DeficiencyKind.FIELD, each.id, SOMETHING) for each in shown[:1])
