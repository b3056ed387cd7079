"""Bring the rows by which desks and sweep ask for a case into line with the case: its tasks, limits and columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from tongban.calendars import WorkingCalendar
from tongban.cases.tables import SEVERAL, CaseRow, DeadlineRow, TaskRow
from tongban.database import Plain, add_only, change, of_the_tenant
from tongban.definitions import Definition
from tongban.definitions.rulebook import Rulebook
from tongban.law import Case, Deadline, DeadlineKind, case_to_json
from tongban.law.escalation import next_alert, owes_reason
from tongban.law.work import Work, work_of

#: before a desk's name, where a column says with whom a task is; no account has a colon
DESK = "desk:"

# put together once: every command asks it
_WORK = Plain(
    select(TaskRow.id, TaskRow.role, TaskRow.held_by, TaskRow.done_at).where(
        of_the_tenant(TaskRow), TaskRow.number == bindparam("case")
    )
)
_LIMITS = Plain(
    select(
        DeadlineRow.id,
        DeadlineRow.alerted,
        DeadlineRow.due_at,
        DeadlineRow.provisional,
        DeadlineRow.missed_at,
        DeadlineRow.is_open,
        DeadlineRow.owes_reason,
        DeadlineRow.alert_at,
        DeadlineRow.alert_level,
    ).where(of_the_tenant(DeadlineRow), DeadlineRow.number == bindparam("case"))
)


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
) -> dict[str, object]:
    """Write what follows from the case into its tasks and its deadline rows; give what follows for its own row."""
    work, limit = work_of(case, definition), nearest(case)
    _tasks(session, row, work, case, now)
    _deadlines(session, row, case, measure)
    waits_for, holder = waited_for(work)
    return {
        "state": case.state.value,
        "outcome": case.outcome.value if case.outcome else None,
        "waits_for": waits_for,
        "held_by": holder,
        "due_at": limit.due if limit else None,
        "due_kind": limit.kind.value if limit else None,
        "closed_at": case.closed_at,
        "snapshot": case_to_json(case),
    }


def _tasks(session: Session, row: CaseRow, work: tuple[Work, ...], case: Case, now: datetime) -> None:
    kept = _WORK.ask(session, case=row.number).all() if row.revision else ()
    waiting = {_work_id(task.id): task for task in kept if task.done_at is None}
    by = case.steps_done[-1].actor.name if case.steps_done else None
    for name in waiting.keys() - {each.id for each in work}:
        change(session, TaskRow, (row.tenant_id, row.number, waiting[name].id), done_at=now, done_by=by)
    for each in work:
        task, holder = waiting.get(each.id), held_by(each)
        if task is None:
            again = sum(_work_id(one.id) == each.id for one in kept)  # a step to which the case was sent back
            _open(session, row, each, again, now)
        elif (task.role, task.held_by) != (each.role, holder):
            change(session, TaskRow, (row.tenant_id, row.number, task.id), role=each.role, held_by=holder)


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


def _work_id(task_id: str) -> str:
    """Give the work that a task is of: `review-0.2` is the second time of `review-0`."""
    return task_id.partition(".")[0]


def _deadlines(session: Session, row: CaseRow, case: Case, measure: Measure) -> None:
    kept = {each.id: each for each in _LIMITS.ask(session, case=row.number)} if row.revision else {}
    for each in case.deadlines:
        line = kept.get(each.id)
        if line is None:
            _begin(session, row, each, measure)
        elif moved := moved_in(line, each, measure):
            change(session, DeadlineRow, (row.tenant_id, row.number, each.id), **moved)


def _begin(session: Session, row: CaseRow, limit: Deadline, measure: Measure) -> None:
    add_only(
        session,
        DeadlineRow,
        tenant_id=row.tenant_id,
        number=row.number,
        id=limit.id,
        kind=limit.kind.value,
        **_watched(limit, "", measure)._asdict(),
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


def moved_in(line: DeadlineRow | Row[Any], limit: Deadline, measure: Measure) -> dict[str, object]:
    """Tell which columns of a limit's row no longer say what follows from the limit, with what they are to say."""
    watched = _watched(limit, line.alerted, measure)._asdict()
    return {name: value for name, value in watched.items() if getattr(line, name) != value}


def _watched(limit: Deadline, alerted: str, measure: Measure) -> _Watched:
    # a limit that was missed has fired: it stays in the case, but the sweep need not find it again
    due = limit.due if limit.is_open and limit.missed_at is None else None
    alert = next_alert(limit, alerted, measure.calendar, measure.rulebook)
    at, level = (alert.at, alert.level.value) if alert else (None, "")
    provisional = limit.provisional and due is not None
    return _Watched(due, provisional, limit.missed_at, limit.is_open, owes_reason(limit), at, level)
