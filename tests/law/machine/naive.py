"""Count a limit a second way: list every day, strike out what does not count, take the last. Knows no kernel code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from tongban.calendars import WorkingCalendar
from tongban.definitions.model import Span, Unit
from tongban.law import Deadline, DeadlineKind

ONE_DAY = timedelta(days=1)


def last_day(row: Deadline, calendar: WorkingCalendar) -> date:
    """Say on which day a running limit ends."""
    if row.kind is DeadlineKind.VALIDITY:
        return _valid_until(row.anchor, row.budget)
    if row.extended is None:
        return _counted(row, row.budget, row.anchor, calendar)
    if row.extended.unit is row.budget.unit:
        return _counted(row, Span(row.budget.amount + row.extended.amount, row.budget.unit), row.anchor, calendar)
    return _counted(row, row.extended, _counted(row, row.budget, row.anchor, calendar), calendar)


def _counted(row: Deadline, span: Span, anchor: date, calendar: WorkingCalendar) -> date:
    working = span.unit is Unit.WORKING_DAYS
    wanted = span.amount if working else _days_of(span, anchor)
    if wanted == 0:
        return _moved_on(row, anchor, calendar)
    days = _that_count(row, anchor, calendar, working=working)
    last = [next(days) for _ in range(wanted)][-1]
    return last if working else _moved_on(row, last, calendar)


def _that_count(row: Deadline, anchor: date, calendar: WorkingCalendar, *, working: bool) -> Iterator[date]:
    """Go through the days after the anchor, without those of the ledger and, of working days, without days off."""
    day = anchor
    while True:
        day += ONE_DAY
        if not _stopped(row, day) and (not working or works(calendar, day)):
            yield day


def _stopped(row: Deadline, day: date) -> bool:
    return any(each.begins <= day and (each.ends is None or day < each.ends) for each in row.pauses)


def _moved_on(row: Deadline, day: date, calendar: WorkingCalendar) -> date:
    """Move a last day that is off, or on which the limit stood still, to the next that is neither (民法典 §203)."""
    while not works(calendar, day) or _stopped(row, day):
        day += ONE_DAY
    return day


def _days_of(span: Span, anchor: date) -> int:
    if span.unit is Unit.DAYS:
        return span.amount
    return (_months_later(anchor, span.amount * (12 if span.unit is Unit.YEARS else 1)) - anchor).days


def _months_later(day: date, months: int) -> date:
    """Step month by month to the first of the target month, then to the day's number or the month's last day."""
    first = day.replace(day=1)
    for _ in range(months):
        first = (first + timedelta(days=31)).replace(day=1)
    found = first
    while found.day < day.day and (found + ONE_DAY).month == first.month:
        found += ONE_DAY
    return found


def _valid_until(first: date, span: Span) -> date:
    if span.unit in (Unit.DAYS, Unit.WORKING_DAYS):
        return first + timedelta(days=span.amount) - ONE_DAY
    later = _months_later(first, span.amount * (12 if span.unit is Unit.YEARS else 1))
    return later - ONE_DAY if later.day == first.day else later


def works(calendar: WorkingCalendar, day: date) -> bool:
    return _said(calendar).get(day, day.weekday() < 5)


@lru_cache(maxsize=64)
def _arranged(version: str, held: _Held) -> Mapping[date, bool]:
    calendar = held.calendar
    found: dict[date, bool] = {}
    for year in calendar.years:
        found.update(dict.fromkeys(year.holidays, False))
        found.update(dict.fromkeys(year.make_up_days, True))
    found.update({each.day: each.working for each in calendar.exceptions})
    return found


class _Held:
    """Carry a calendar past the cache, which looks at its version alone."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self.calendar = calendar

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


def _said(calendar: WorkingCalendar) -> Mapping[date, bool]:
    return _arranged(calendar.version, _Held(calendar))
