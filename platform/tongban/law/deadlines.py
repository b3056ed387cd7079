"""Deadlines as budget and ledger: opened, paused, resumed, counted, shown. The due moment is always derived.

A pause leaves out the day on which it begins and counts again the day on which it ends; one that begins and ends on
the same day leaves out nothing. A due moment is the last instant of the last day: 23:59:59.999999, the finest time
there is here, so that nothing lies between it and 24:00.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import partial
from zoneinfo import ZoneInfo

from tongban.calendars import Count, DayLine, WorkingCalendar
from tongban.definitions.model import Span, Unit
from tongban.definitions.rulebook import Rulebook
from tongban.law.case import Case, Deadline, DeadlineKind, DeadlineStatus, Pause
from tongban.law.validity import last_day

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
    if deadline.kind is DeadlineKind.VALIDITY:
        return _validity(deadline.budget, deadline.anchor)
    more = deadline.extended
    if more is None:
        return count_span(deadline.budget, deadline.anchor, calendar, deadline)
    if more.unit is deadline.budget.unit:
        whole = replace(more, amount=deadline.budget.amount + more.amount)
        return count_span(whole, deadline.anchor, calendar, deadline)
    return _one_after_the_other(
        count_span(deadline.budget, deadline.anchor, calendar, deadline), more, calendar, deadline
    )


def _one_after_the_other(first: Count, more: Span, calendar: WorkingCalendar, deadline: Deadline) -> Count:
    """Go on from the last day in the unit of the extension; its days are numbered after those before."""
    second = count_span(more, first.last_day, calendar, deadline)

    def tell() -> tuple[DayLine, ...]:
        lines = first.lines
        before = max((each.number or 0 for each in lines), default=0)
        going_on = (replace(each, number=each.number + before if each.number else None) for each in second.lines[1:])
        return (*lines, *going_on)

    return Count(second.last_day, first.provisional or second.provisional, tell)


def _validity(budget: Span, anchor: date) -> Count:
    """Give the first and the last day on which something holds: its end waits for no working day."""
    last = last_day(anchor, budget)
    lines = (DayLine(anchor, None, "自当日起有效"), DayLine(last, None, "有效期的最后一日"))
    return Count(last, False, lambda: lines)


def count_span(span: Span, anchor: date, calendar: WorkingCalendar, deadline: Deadline | None = None) -> Count:
    """Count a span from its anchor in its own unit."""
    pauses = deadline.pauses if deadline is not None else ()
    left_out = partial(_left_out, pauses) if pauses else None
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
    serial = 1 + sum(each.kind is kind for each in case.deadlines)
    counted = _validity(budget, anchor) if kind is DeadlineKind.VALIDITY else count_span(budget, anchor, clock.calendar)
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


def _left_out(pauses: tuple[Pause, ...], day: date) -> str | None:
    for pause in pauses:
        if pause.begins <= day and (pause.ends is None or day < pause.ends):
            return pause.reason
    return None
