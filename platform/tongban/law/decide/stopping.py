"""Clocks are stopped and run again: for a special procedure, and while a case stands still."""

from __future__ import annotations

from datetime import date, timedelta

from tongban.law import events as happened
from tongban.law.case import Deadline, DeadlineKind, DeadlineStatus
from tongban.law.deadlines import resumed
from tongban.law.decide.proceeding import Proceeding
from tongban.law.notice_values import in_chinese
from tongban.law.refusals import Refused

ONE_DAY = timedelta(days=1)
ARTICLE = "335 §25"


def stop(proceeding: Proceeding, row: Deadline, reason: str, basis: str) -> None:
    """Stop a clock that runs; a limit already missed is past stopping."""
    if row.status is DeadlineStatus.RUNNING and row.missed_at is None:
        proceeding.record(
            happened.DeadlinePaused(
                deadline=row.id, from_day=proceeding.today, reason=reason, basis=basis, **proceeding.stamp()
            )
        )


def let_run(proceeding: Proceeding, row: Deadline) -> None:
    """Let a stopped clock run again from today."""
    day = _from_day(proceeding, row)
    new = resumed(row, day, proceeding.calendar, proceeding.zone)
    proceeding.record(
        happened.DeadlineResumed(
            deadline=row.id,
            from_day=day,
            due=new.moment,
            provisional=new.provisional,
            calendar_version=proceeding.calendar.version,
            **proceeding.stamp(),
        )
    )


def _from_day(proceeding: Proceeding, row: Deadline) -> date:
    """Give today; of the promise an earlier day, where it would else end after the statutory limit (335 §25)."""
    statutory = proceeding.case.open_deadline(DeadlineKind.STATUTORY)
    if row.kind is not DeadlineKind.PROMISE or statutory is None:
        return proceeding.today
    calendar, zone = proceeding.calendar, proceeding.zone
    last = statutory.due or resumed(statutory, proceeding.today, calendar, zone).moment
    day = proceeding.today
    while day > row.pauses[-1].begins and resumed(row, day, calendar, zone).moment > last:
        if resumed(row, day - ONE_DAY, calendar, zone).moment < proceeding.at:
            break
        day -= ONE_DAY
    return day


def require_going_on(proceeding: Proceeding) -> None:
    """Refuse to go on with a case that stands still."""
    suspension = proceeding.case.suspension
    if suspension is not None:
        since = in_chinese(suspension.since.astimezone(proceeding.zone))
        raise Refused("suspended", f"办件自{since}起中止办理，恢复办理以后才能继续。", ARTICLE)
