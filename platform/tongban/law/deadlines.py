"""Deadlines as budget and ledger: opened, paused, resumed, counted, shown. The due moment is always derived.

A pause leaves out the day on which it begins and counts again the day on which it ends; one that begins and ends on
the same day leaves out nothing. A due moment is the last instant of the last day: 23:59:59.999999, the finest time
there is here, so that nothing lies between it and 24:00.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from tongban.calendars import Count, WorkingCalendar
from tongban.definitions.model import Span, Unit
from tongban.definitions.rulebook import Rulebook
from tongban.law.case import Case, Deadline, DeadlineKind, DeadlineStatus

LAST_INSTANT = time(23, 59, 59, 999999)


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends, and whether the calendar only presumes it."""

    moment: datetime
    provisional: bool


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Give the last instant of a day in the law's zone."""
    return datetime.combine(day, LAST_INSTANT, tzinfo=zone)


def count(deadline: Deadline, calendar: WorkingCalendar) -> Count:
    """Count a deadline day by day, its pauses left out; refuse one that is paused, for it has no end."""
    if deadline.status is DeadlineStatus.PAUSED:
        raise ValueError(f"deadline {deadline.id} is paused and has no due moment")
    return count_span(deadline.budget, deadline.anchor, calendar, deadline)


def count_span(span: Span, anchor: date, calendar: WorkingCalendar, deadline: Deadline | None = None) -> Count:
    """Count a span from its anchor in its own unit."""

    def left_out(day: date) -> str | None:
        return _left_out(deadline, day)

    match span.unit:
        case Unit.WORKING_DAYS:
            return calendar.count_days(anchor, span.amount, skip=left_out)
        case Unit.DAYS:
            return calendar.count_calendar_days(anchor, span.amount, skip=left_out)
        case Unit.MONTHS:
            return calendar.count_months(anchor, span.amount, skip=left_out)
        case Unit.YEARS:
            return calendar.count_months(anchor, 12 * span.amount, skip=left_out)


def due(deadline: Deadline, calendar: WorkingCalendar, zone: ZoneInfo) -> Due | None:
    """Derive when a deadline ends; None while it is paused."""
    if deadline.status is DeadlineStatus.PAUSED:
        return None
    counted = count(deadline, calendar)
    return Due(end_of_day(counted.last_day, zone), counted.provisional)


@dataclass(frozen=True, slots=True)
class Clock:
    """By what days are counted, and at what moment one looks."""

    calendar: WorkingCalendar
    zone: ZoneInfo
    at: datetime


def open_deadline(
    case: Case, kind: DeadlineKind, budget: Span, anchor: date, basis: str, clock: Clock, subject: str = ""
) -> Deadline:
    """Make a new row, numbered after the rows of its kind that the case has."""
    counted = count_span(budget, anchor, clock.calendar)
    serial = 1 + sum(each.kind is kind for each in case.deadlines)
    return Deadline(
        id=f"{kind}-{serial}",
        kind=kind,
        subject=subject,
        basis=basis,
        budget=budget,
        anchor=anchor,
        opened_at=clock.at,
        due=end_of_day(counted.last_day, clock.zone),
        provisional=counted.provisional,
        calendar_version=clock.calendar.version,
    )


def resumed(deadline: Deadline, day: date, calendar: WorkingCalendar, zone: ZoneInfo) -> Due:
    """Tell when a paused deadline ends if it runs again from `day`."""
    pauses = (*deadline.pauses[:-1], replace(deadline.pauses[-1], ends=day))
    running = replace(deadline, status=DeadlineStatus.RUNNING, pauses=pauses)
    counted = count(running, calendar)
    return Due(end_of_day(counted.last_day, zone), counted.provisional)


def is_overdue(deadline: Deadline, now: datetime) -> bool:
    """Tell whether an open deadline has ended; a paused one cannot have."""
    return deadline.is_open and deadline.due is not None and now > deadline.due


class Lamp(StrEnum):
    """How a limit is shown: 绿灯, 黄灯, 红灯, 超期, 暂停计时, 已办结."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    OVERDUE = "overdue"
    PAUSED = "paused"
    DONE = "done"


def remaining_working_days(deadline: Deadline, now: datetime, calendar: WorkingCalendar, zone: ZoneInfo) -> int | None:
    """Count the working days left after today: 0 on the last day, negative after it, None while paused."""
    if not deadline.is_open or deadline.due is None:
        return None
    return working_days_left(deadline.due, now, calendar, zone)


def working_days_left(due: datetime, now: datetime, calendar: WorkingCalendar, zone: ZoneInfo) -> int:
    """Count the working days after today up to a due moment: 0 on the last day, negative after it."""
    return calendar.working_days_between(now.astimezone(zone).date(), due.astimezone(zone).date())


def lamp(deadline: Deadline, now: datetime, calendar: WorkingCalendar, rulebook: Rulebook) -> Lamp:
    """Tell a deadline's colour by the rulebook's thresholds (D3)."""
    if not deadline.is_open:
        return Lamp.DONE
    if deadline.status is DeadlineStatus.PAUSED or deadline.due is None:
        return Lamp.PAUSED
    return lamp_of(deadline.kind, deadline.due, now, calendar, rulebook)


def lamp_of(kind: str, due: datetime, now: datetime, calendar: WorkingCalendar, rulebook: Rulebook) -> Lamp:
    """Tell the colour of a running limit from its kind and due moment alone: lists have no more of it (D3)."""
    if now > due:
        return Lamp.OVERDUE
    left, threshold = working_days_left(due, now, calendar, rulebook.timezone), rulebook.warning_of(kind)
    if left <= threshold.red:
        return Lamp.RED
    return Lamp.YELLOW if left <= threshold.yellow else Lamp.GREEN


def _left_out(deadline: Deadline | None, day: date) -> str | None:
    if deadline is None:
        return None
    for pause in deadline.pauses:
        if pause.begins <= day and (pause.ends is None or day < pause.ends):
            return pause.reason
    return None
