"""What time does by itself: deemed acceptance and withdrawal, missed limits, the recount of a changed calendar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from tongban.calendars import WorkingCalendar
from tongban.law import events as happened
from tongban.law.case import COSTS_A_RIGHT, ONLY_A_DATE, SYSTEM, Deadline, DeadlineKind, DeadlineStatus
from tongban.law.commands import Command, PassTime, Recount
from tongban.law.deadlines import due, is_overdue
from tongban.law.decide.acceptance import take_in
from tongban.law.decide.consequences import CONSEQUENCES, at_end_of
from tongban.law.decide.proceeding import Proceeding, decides
from tongban.law.decide.withdrawal import end_by_withdrawal
from tongban.law.notice_values import in_chinese

INTAKE_KINDS = (DeadlineKind.ONLINE_REVIEW, DeadlineKind.WINDOW_INTAKE)
KIND_ORDER = list(DeadlineKind)


@decides(PassTime)
def pass_time(proceeding: Proceeding, _: PassTime) -> None:
    """Do nothing more: time has passed before any command is decided."""


@decides(Recount)
def recount(proceeding: Proceeding, _: Recount) -> None:
    """Do nothing more: a changed calendar is counted before any command is decided."""


def until_of(command: Command) -> datetime | None:
    """Give the moment up to which a command lets time take effect; None means up to now."""
    return command.until if isinstance(command, PassTime) else None


def let_time_pass(proceeding: Proceeding, until: datetime | None = None) -> None:
    """Fire the limits that have ended, earliest first, each dated at its own end.

    One consequence opens the next limit from its legal anchor, so a sweep after an outage comes to what daily sweeps
    would have come to; what has been fired is closed or marked, so a second sweep finds nothing.
    """
    _count_again(proceeding)
    end = min(proceeding.at, until or proceeding.at)
    while (ended := _next_ended(proceeding, end)) is not None:
        assert ended.due is not None
        with _as_time(proceeding, max(ended.due, ended.opened_at)):
            _take_effect(proceeding, ended)


def _next_ended(proceeding: Proceeding, now: datetime) -> Deadline | None:
    ended = [each for each in proceeding.case.deadlines if _has_ended(proceeding, each, now)]
    return min(ended, key=lambda each: (each.due, KIND_ORDER.index(each.kind), each.id), default=None)


def _has_ended(proceeding: Proceeding, deadline: Deadline, now: datetime) -> bool:
    if deadline.missed_at is not None or not is_overdue(deadline, now):
        return False
    presumed = deadline.provisional and deadline.kind in COSTS_A_RIGHT
    return not presumed or proceeding.rulebook.lapse_on_provisional_days.holds


def _take_effect(proceeding: Proceeding, deadline: Deadline) -> None:
    if deadline.kind not in ONLY_A_DATE:  # whose end is their purpose, and no limit missed
        proceeding.miss(deadline)
    if (consequence := CONSEQUENCES.get(deadline.kind)) is not None:
        consequence(proceeding, deadline)


@at_end_of(*INTAKE_KINDS)
def _deem_accepted(proceeding: Proceeding, _: Deadline) -> None:
    """Take the case in as of the day of receipt: nothing was told in time (335 §18)."""
    proceeding.end(DeadlineStatus.LAPSED, *INTAKE_KINDS)
    take_in(proceeding, proceeding.case.received_on, deemed=True)


@at_end_of(DeadlineKind.SUPPLEMENT)
def _deem_withdrawn(proceeding: Proceeding, _: Deadline) -> None:
    """Close the case: what was asked for was not supplied in time (335 §18(2))."""
    proceeding.end(DeadlineStatus.LAPSED, DeadlineKind.SUPPLEMENT)
    end_by_withdrawal(proceeding, "逾期未补齐补正申请材料，视为撤回申请。", deemed=True)


def _count_again(proceeding: Proceeding) -> None:
    """Recount running limits whose calendar has changed; a limit already missed stays as it was."""
    version = proceeding.calendar.version
    old = [each for each in proceeding.case.deadlines if each.calendar_version != version and _is_running(each)]
    if old:  # seldom: every command asks
        with _as_time(proceeding, proceeding.at):
            for each in old:
                _count_one_again(proceeding, each)


def _is_running(deadline: Deadline) -> bool:
    return deadline.status is DeadlineStatus.RUNNING and deadline.missed_at is None


def _count_one_again(proceeding: Proceeding, deadline: Deadline) -> None:
    new = due(deadline, proceeding.calendar, proceeding.zone)
    assert new is not None
    assert deadline.due is not None
    if (new.moment, new.provisional) == (deadline.due, deadline.provisional):
        return
    proceeding.record(
        happened.DeadlineRecounted(
            deadline=deadline.id,
            due_before=deadline.due,
            due=new.moment,
            provisional=new.provisional,
            calendar_before=deadline.calendar_version,
            calendar_version=proceeding.calendar.version,
            reason=_why_counted_again(proceeding.calendar, deadline, max(deadline.due, new.moment)),
            **proceeding.stamp(),
        )
    )


def _why_counted_again(calendar: WorkingCalendar, deadline: Deadline, until: datetime) -> str:
    """Name the days that were declared off or on within the count; without any, a year's notice was entered."""
    within = (each for each in calendar.exceptions if each.basis and deadline.anchor < each.day <= until.date())
    told = "、".join(f"{in_chinese(each.day)}{each.reason}（依据：{each.basis}）" for each in within)
    return f"工作日历已更新：{told}，重新计算。" if told else "工作日历已更新，按新的放假安排重新计算。"


@contextmanager
def _as_time(proceeding: Proceeding, moment: datetime) -> Iterator[None]:
    """Let the system act at a moment, and give the desk back to who sits at it."""
    actor, at = proceeding.actor, proceeding.at
    proceeding.actor, proceeding.at = SYSTEM, moment
    try:
        yield
    finally:
        proceeding.actor, proceeding.at = actor, at
