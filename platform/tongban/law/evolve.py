"""Fold an event into a case. This is the only writer of `Case`; it decides nothing and knows no definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from typing import Any, TypeVar

from tongban.law import events as happened
from tongban.law.case import (
    Case,
    CaseOutcome,
    Deadline,
    DeadlineStatus,
    Decision,
    Delivery,
    HandedIn,
    HandedOver,
    MaterialState,
    Pause,
    SpecialRun,
    State,
    StepRecord,
    SupplementNotice,
)
from tongban.law.events import Event

E = TypeVar("E", bound=happened.Happened)
FOLDS: dict[type[Any], Callable[[Case, Any], Case]] = {}


def evolve(case: Case | None, event: Event) -> Case:
    """Give the case as it is after the event; only a submission begins one."""
    if isinstance(event, happened.CaseSubmitted):
        return _begin(event)
    if case is None:
        raise ValueError(f"a case begins with its submission, not with {event.kind}")
    return FOLDS[type(event)](case, event)


def replay(events: Iterable[Event]) -> Case:
    """Rebuild a case from its whole history; raise ValueError for an empty one."""
    case = reduce(evolve, events, None)
    if case is None:
        raise ValueError("a history without events has no case")
    return case


def _fold(kind: type[E]) -> Callable[[Callable[[Case, E], Case]], Callable[[Case, E], Case]]:
    def register(function: Callable[[Case, E], Case]) -> Callable[[Case, E], Case]:
        FOLDS[kind] = function
        return function

    return register


def _begin(event: happened.CaseSubmitted) -> Case:
    return Case(
        number=event.number,
        tenant=event.tenant,
        item=event.item,
        version=event.version,
        definition_hash=event.definition_hash,
        state=State.SUBMITTED,
        channel=event.channel,
        applicant=event.applicant,
        answers=event.answers,
        materials=tuple(MaterialState(each.material, files=each.files) for each in event.materials),
        submitted_at=event.at,
        received_on=event.received_on,
    )


@_fold(happened.ReceiptDayCorrected)
def _receipt_day(case: Case, event: happened.ReceiptDayCorrected) -> Case:
    return replace(case, received_on=event.received_on)


@_fold(happened.MaterialChecked)
def _checked(case: Case, event: happened.MaterialChecked) -> Case:
    return replace(
        case,
        materials=tuple(
            replace(each, verdict=event.verdict, note=event.note) if each.id == event.material else each
            for each in case.materials
        ),
    )


@_fold(happened.CorrectedOnTheSpot)
def _corrected(case: Case, event: happened.CorrectedOnTheSpot) -> Case:
    return replace(case, materials=_hand_in(case, event.materials), answers={**case.answers, **event.answers})


@_fold(happened.SupplementRequested)
def _requested(case: Case, event: happened.SupplementRequested) -> Case:
    notice = SupplementNotice(event.deficiencies, event.limit, event.at)
    return replace(case, state=State.SUPPLEMENTING, supplement=notice)


@_fold(happened.SupplyReceived)
def _supplied(case: Case, event: happened.SupplyReceived) -> Case:
    assert case.supplement is not None
    notice = replace(case.supplement, supplied=event.supplied, completed_at=event.at if event.complete else None)
    case = replace(case, supplement=notice, answers={**case.answers, **event.answers})
    case = replace(case, materials=_hand_in(case, event.materials))
    return replace(case, state=State.SUBMITTED, received_on=event.received_on) if event.complete else case


@_fold(happened.CaseAccepted)
def _accepted(case: Case, event: happened.CaseAccepted) -> Case:
    stages = event.stages or tuple((each,) for each in event.steps)
    return replace(
        case,
        state=State.ACCEPTED,
        accepted_at=event.at,
        accepted_on=event.accepted_on,
        acceptance_deemed=event.deemed,
        stages=stages,
        open_steps=_unfinished(stages, ()),
    )


@_fold(happened.CaseDeclined)
def _declined(case: Case, event: happened.CaseDeclined) -> Case:
    case = replace(case, end_reasons=event.reasons, where_to_go=event.where_to_go)
    return _close(case, CaseOutcome.NOT_ACCEPTED, event)


@_fold(happened.CaseWithdrawn)
def _withdrawn(case: Case, event: happened.CaseWithdrawn) -> Case:
    outcome = CaseOutcome.DEEMED_WITHDRAWN if event.deemed else CaseOutcome.WITHDRAWN
    return _close(replace(case, end_reasons=event.reason), outcome, event)


@_fold(happened.SpecialProcedureStarted)
def _special_started(case: Case, event: happened.SpecialProcedureStarted) -> Case:
    run = SpecialRun(event.step, event.procedure, event.announced, event.at)
    return replace(case, specials=(*case.specials, run))


@_fold(happened.SpecialProcedureEnded)
def _special_ended(case: Case, event: happened.SpecialProcedureEnded) -> Case:
    return replace(case, specials=tuple(each for each in case.specials if each.step != event.step))


@_fold(happened.StepCompleted)
def _step_done(case: Case, event: happened.StepCompleted) -> Case:
    record = StepRecord(event.step, event.actor, event.at, event.opinion)
    done = (*case.steps_done, record)
    return replace(case, steps_done=done, open_steps=_unfinished(case.stages, done))


@_fold(happened.StepReturned)
def _step_returned(case: Case, event: happened.StepReturned) -> Case:
    """What ran beside the step that is done again stands; what came after it does not."""
    stage = next(number for number, each in enumerate(case.stages) if event.to in each)
    before = {step for each in case.stages[: stage + 1] for step in each} - {event.to}
    kept = tuple(each for each in case.steps_done if each.step in before)
    return replace(case, steps_done=kept, open_steps=_unfinished(case.stages, kept))


@_fold(happened.CaseDecided)
def _decided(case: Case, event: happened.CaseDecided) -> Case:
    decision = Decision(event.outcome, event.opinion, event.reasons, event.actor, event.at)
    return replace(case, state=State.DECIDED, decision=decision, outcome=event.outcome, decided_at=event.at)


@_fold(happened.CaseDelivered)
def _delivered(case: Case, event: happened.CaseDelivered) -> Case:
    delivery = Delivery(event.method, event.receiver, event.at)
    return replace(case, state=State.CLOSED, delivery=delivery, closed_at=event.at)


@_fold(happened.DeadlineOpened)
def _opened(case: Case, event: happened.DeadlineOpened) -> Case:
    return replace(case, deadlines=(*case.deadlines, event.deadline))


@_fold(happened.DeadlinePaused)
def _paused(case: Case, event: happened.DeadlinePaused) -> Case:
    pause = Pause(event.from_day, None, event.reason, event.basis)
    old = case.deadline(event.deadline)
    new = replace(old, status=DeadlineStatus.PAUSED, due=None, provisional=False, pauses=(*old.pauses, pause))
    return _put(case, new)


@_fold(happened.DeadlineResumed)
def _resumed(case: Case, event: happened.DeadlineResumed) -> Case:
    old = case.deadline(event.deadline)
    pauses = (*old.pauses[:-1], replace(old.pauses[-1], ends=event.from_day))
    new = replace(old, status=DeadlineStatus.RUNNING, pauses=pauses, due=event.due, provisional=event.provisional)
    return _put(case, replace(new, calendar_version=event.calendar_version))


@_fold(happened.DeadlineRecounted)
def _recounted(case: Case, event: happened.DeadlineRecounted) -> Case:
    old = case.deadline(event.deadline)
    new = replace(old, due=event.due, provisional=event.provisional, calendar_version=event.calendar_version)
    return _put(case, new)


@_fold(happened.DeadlineSuperseded)
def _superseded(case: Case, event: happened.DeadlineSuperseded) -> Case:
    old = case.deadline(event.deadline)
    gone = replace(old, status=DeadlineStatus.SUPERSEDED, ended_at=event.at, superseded_by=event.by.id)
    case = _put(case, gone)
    return replace(case, deadlines=(*case.deadlines, event.by))


@_fold(happened.DeadlineMissed)
def _missed(case: Case, event: happened.DeadlineMissed) -> Case:
    return _put(case, replace(case.deadline(event.deadline), missed_at=event.due))


@_fold(happened.DeadlineClosed)
def _deadline_closed(case: Case, event: happened.DeadlineClosed) -> Case:
    old = case.deadline(event.deadline)
    return _put(case, replace(old, status=event.status, ended_at=event.at))


@_fold(happened.CaseHandedOver)
def _handed_over(case: Case, event: happened.CaseHandedOver) -> Case:
    line = HandedOver(event.change, event.on, event.from_name, event.to_name)
    authority = event.authority or case.authority
    return replace(case, tenant=event.to_tenant, authority=authority, handed_over=(*case.handed_over, line))


@_fold(happened.NoticeOrdered)
def _notice(case: Case, event: happened.NoticeOrdered) -> Case:
    return replace(case, notices=(*case.notices, event.notice))


def _close(case: Case, outcome: CaseOutcome, event: happened.Happened) -> Case:
    return replace(case, state=State.CLOSED, outcome=outcome, closed_at=event.at, open_steps=(), specials=())


def _unfinished(stages: tuple[tuple[str, ...], ...], done: tuple[StepRecord, ...]) -> tuple[str, ...]:
    """List what is not yet done of the first unfinished stage."""
    finished = {each.step for each in done}
    left = (tuple(each for each in stage if each not in finished) for stage in stages)
    return next((each for each in left if each), ())


def _put(case: Case, deadline: Deadline) -> Case:
    return replace(case, deadlines=tuple(deadline if each.id == deadline.id else each for each in case.deadlines))


def _hand_in(case: Case, handed_in: tuple[HandedIn, ...]) -> tuple[MaterialState, ...]:
    """Take in new materials; one handed in again gets the next revision and must be checked again."""
    materials = {each.id: each for each in case.materials}
    for each in handed_in:
        old = materials.get(each.material)
        materials[each.material] = MaterialState(each.material, old.revision + 1 if old else 1, files=each.files)
    return tuple(materials.values())
