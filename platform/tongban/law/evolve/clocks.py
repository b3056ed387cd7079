"""What happens to a limit: opened, stopped, counted again, missed, ended."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, DeadlineStatus, Pause
from tongban.law.evolve.folding import folds, with_deadline
from tongban.law.evolve.replacing import replace


@folds(happened.DeadlineOpened)
def _opened(case: Case, event: happened.DeadlineOpened) -> Case:
    return replace(case, deadlines=(*case.deadlines, event.deadline))


@folds(happened.DeadlinePaused)
def _paused(case: Case, event: happened.DeadlinePaused) -> Case:
    pause = Pause(event.from_day, None, event.reason, event.basis)
    old = case.deadline(event.deadline)
    new = replace(old, status=DeadlineStatus.PAUSED, due=None, provisional=False, pauses=(*old.pauses, pause))
    return with_deadline(case, new)


@folds(happened.DeadlineResumed)
def _resumed(case: Case, event: happened.DeadlineResumed) -> Case:
    old = case.deadline(event.deadline)
    pauses = (*old.pauses[:-1], replace(old.pauses[-1], ends=event.from_day))
    new = replace(old, status=DeadlineStatus.RUNNING, pauses=pauses, due=event.due, provisional=event.provisional)
    return with_deadline(case, replace(new, calendar_version=event.calendar_version))


@folds(happened.DeadlineRecounted)
def _recounted(case: Case, event: happened.DeadlineRecounted) -> Case:
    old = case.deadline(event.deadline)
    new = replace(old, due=event.due, provisional=event.provisional, calendar_version=event.calendar_version)
    return with_deadline(case, new)


@folds(happened.DeadlineSuperseded)
def _superseded(case: Case, event: happened.DeadlineSuperseded) -> Case:
    old = case.deadline(event.deadline)
    gone = replace(old, status=DeadlineStatus.SUPERSEDED, ended_at=event.at, superseded_by=event.by.id)
    case = with_deadline(case, gone)
    return replace(case, deadlines=(*case.deadlines, event.by))


@folds(happened.DeadlineMissed)
def _missed(case: Case, event: happened.DeadlineMissed) -> Case:
    return with_deadline(case, replace(case.deadline(event.deadline), missed_at=event.due))


@folds(happened.DeadlineClosed)
def _deadline_closed(case: Case, event: happened.DeadlineClosed) -> Case:
    old = case.deadline(event.deadline)
    return with_deadline(case, replace(old, status=event.status, ended_at=event.at))
