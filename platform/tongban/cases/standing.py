"""Bring the rows by which desks and sweep ask for a case into line with the case: its tasks, limits and columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from tongban.calendars import WorkingCalendar
from tongban.cases.tables import SEVERAL, CaseRow, DeadlineRow, TaskRow
from tongban.database import add_only
from tongban.definitions import Definition
from tongban.definitions.rulebook import Rulebook
from tongban.law import Case, Deadline, DeadlineKind, case_to_json
from tongban.law.escalation import next_alert, owes_reason
from tongban.law.work import Work, work_of

#: before a desk's name, where a column says with whom a task is; no account has a colon
DESK = "desk:"

# put together once: every command asks it
_LIMITS = select(DeadlineRow).where(DeadlineRow.number == bindparam("case"))
_WORK = select(TaskRow).where(TaskRow.number == bindparam("case"))


def held_by(work: Work) -> str:
    """Say with whom a task is, in one word for an index: an account, `desk:` and a desk, or nothing."""
    if work.holder is not None:
        return work.holder.id
    return desk_key(work.desk) if work.desk else ""


def desk_key(desk: str) -> str:
    return f"{DESK}{desk}"


def waited_for(work: tuple[Work, ...]) -> tuple[str | None, str]:
    """Give the one role that is waited for and with whom the task is.

    SEVERAL where the tasks must be asked, for they are of several roles or hands; None where nobody is waited for.
    """
    turns = {(each.role, held_by(each)) for each in work}
    return (SEVERAL, "") if len(turns) > 1 else next(iter(turns), (None, ""))


def nearest(case: Case) -> Deadline | None:
    """Give the limit that runs out first; the statutory one is behind the promise and never the desk's measure."""
    limits = (each for each in case.deadlines if each.kind is not DeadlineKind.SUPPLEMENT_REMINDER)
    running = [each for each in limits if each.is_open and each.due is not None]
    order = list(DeadlineKind)
    return min(running, key=lambda each: (each.due, order.index(each.kind)), default=None)


@dataclass(frozen=True, slots=True)
class Measure:
    """By what days and thresholds a case's limits are watched."""

    calendar: WorkingCalendar
    rulebook: Rulebook


def bring_into_line(
    session: Session, row: CaseRow, case: Case, definition: Definition, measure: Measure, now: datetime
) -> None:
    """Write what follows from the case into its row, its tasks and its deadline rows."""
    work, limit = work_of(case, definition), nearest(case)
    row.state, row.outcome = case.state.value, case.outcome.value if case.outcome else None
    row.waits_for, row.held_by = waited_for(work)
    row.due_at, row.due_kind = (limit.due, limit.kind.value) if limit else (None, None)
    row.closed_at = case.closed_at
    row.snapshot = case_to_json(case)
    _tasks(session, row, work, case, now)
    _deadlines(session, row, case, measure)


def _tasks(session: Session, row: CaseRow, work: tuple[Work, ...], case: Case, now: datetime) -> None:
    kept = session.scalars(_WORK, {"case": row.number}).all() if row.revision else ()
    waiting = {_work_id(task): task for task in kept if task.done_at is None}
    for name in waiting.keys() - {each.id for each in work}:
        waiting[name].done_at = now
        waiting[name].done_by = case.steps_done[-1].actor.name if case.steps_done else None
    for each in work:
        if each.id in waiting:
            _keep(waiting[each.id], each)
        else:
            again = sum(_work_id(task) == each.id for task in kept)  # a step to which the case was sent back
            _open(session, row, each, again, now)


def _open(session: Session, row: CaseRow, work: Work, again: int, now: datetime) -> None:
    add_only(
        session,
        TaskRow,
        tenant_id=row.tenant_id,
        number=row.number,
        id=f"{work.id}.{again + 1}" if again else work.id,
        role=work.role,
        name=work.name,
        held_by=held_by(work),
        opened_at=now,
    )


def _keep(task: TaskRow, work: Work) -> None:
    """Write with whom a task is now; what is as it was is not written again."""
    if (task.role, task.held_by) != (work.role, held_by(work)):
        task.role, task.held_by = work.role, held_by(work)


def _work_id(task: TaskRow) -> str:
    """Give the work that a task is of: `review-0.2` is the second time of `review-0`."""
    return task.id.partition(".")[0]


def _deadlines(session: Session, row: CaseRow, case: Case, measure: Measure) -> None:
    rows = session.scalars(_LIMITS, {"case": row.number}) if row.revision else ()
    kept = {each.id: each for each in rows}
    for each in case.deadlines:
        line = kept.get(each.id)
        if line is not None:
            watch(line, each, measure)
        else:
            watched = _watched(each, "", measure)._asdict()
            add_only(
                session,
                DeadlineRow,
                tenant_id=row.tenant_id,
                number=row.number,
                id=each.id,
                kind=each.kind.value,
                **watched,
            )


class _Watched(NamedTuple):
    """The columns of a limit's row that follow from the limit."""

    due_at: datetime | None
    provisional: bool
    missed_at: datetime | None
    is_open: bool
    owes_reason: bool
    alert_at: datetime | None
    alert_level: str


def watch(line: DeadlineRow, limit: Deadline, measure: Measure) -> None:
    """Write into a limit's row what follows from the limit; what is as it was is not written again."""
    for name, value in _watched(limit, line.alerted, measure)._asdict().items():
        if getattr(line, name) != value:
            setattr(line, name, value)


def _watched(limit: Deadline, alerted: str, measure: Measure) -> _Watched:
    # a limit that was missed has fired: it stays in the case, but the sweep need not find it again
    due = limit.due if limit.is_open and limit.missed_at is None else None
    alert = next_alert(limit, alerted, measure.calendar, measure.rulebook)
    at, level = (alert.at, alert.level.value) if alert else (None, "")
    provisional = limit.provisional and due is not None
    return _Watched(due, provisional, limit.missed_at, limit.is_open, owes_reason(limit), at, level)
