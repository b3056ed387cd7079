"""Which days are working days, from when to when that is known, and how limits are counted on them.

A limit does not count the day on which it begins and ends with its last day, at 24:00 (民法典 §201, §203). A limit in
days, months or years whose last day is a day off ends with the next working day (§203); one in working days cannot.
Past its coverage the calendar goes on with weekends alone and marks what it says as provisional; it never raises.
"""

from __future__ import annotations

import hashlib
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tongban.calendars.count import Count, DayLine, Skip
from tongban.errors import TongbanError

ONE_DAY = timedelta(days=1)
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
FIRST_DAY = "起始当日不计入"
_PRESUMED = "（放假安排尚未公布，暂按周末推算）"
#: what a day is of which no arrangement speaks: by whether it is presumed, then by whether it is one of five
_USUAL = {
    provisional: {True: (True, f"工作日{told}"), False: (False, f"周末{told}")}
    for provisional, told in ((False, ""), (True, _PRESUMED))
}
#: a day of a count: its number where it counts, and why it was left out where it was
_Step = tuple[date, int | None, str | None]
FARTHEST_DAYS = 366 * 60  # a count that runs farther has lost its way: no limit of the law is that long


class CalendarError(TongbanError):
    """Refuse calendar data that contradicts itself, or a count that cannot end."""


@dataclass(frozen=True, slots=True)
class YearNotice:
    """One year's arrangement: days off by name, make-up working days by their holiday, and the source."""

    year: int
    holidays: Mapping[date, str]
    make_up_days: Mapping[date, str]
    source: str
    notice: str = ""  # 文号; empty where it has not been verified


@dataclass(frozen=True, slots=True)
class TenantException:
    """A day on which one tenant departs from the calendar, and why (a local holiday, a flood).

    `basis` is the notice by which it was declared while cases were running; empty for what was known before.
    """

    day: date
    working: bool
    reason: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class DayOfCalendar:
    """What a day is: working or not, why, and whether that is only presumed."""

    day: date
    working: bool
    reason: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """A calendar in one version. Immutable: a year or an exception more makes another, with another `version`."""

    id: str
    years: tuple[YearNotice, ...]
    exceptions: tuple[TenantException, ...] = ()
    version: str = field(init=False)
    _table: Mapping[date, tuple[bool, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        years = tuple(sorted(self.years, key=lambda each: each.year))
        _check(self.id, years)
        object.__setattr__(self, "years", years)
        object.__setattr__(self, "exceptions", tuple(sorted(self.exceptions, key=lambda each: each.day)))
        object.__setattr__(self, "_table", _table(years, self.exceptions))
        object.__setattr__(self, "version", f"{self.id}-{years[-1].year}-{self._digest()}")

    @property
    def covered_from(self) -> date:
        """Tell the first day whose arrangement is known."""
        return date(self.years[0].year, 1, 1)

    @property
    def covered_until(self) -> date:
        """Tell the last day whose arrangement is known; later days are provisional."""
        return date(self.years[-1].year, 12, 31)

    def with_year(self, year: YearNotice) -> WorkingCalendar:
        """Enter a year's notice, in place of an earlier entry for the same year."""
        return replace(self, years=(*(each for each in self.years if each.year != year.year), year))

    def with_exceptions(self, exceptions: Iterable[TenantException]) -> WorkingCalendar:
        """Lay a tenant's exceptions over the calendar; the last said of a day holds."""
        return replace(self, exceptions=(*self.exceptions, *exceptions))

    def is_covered(self, day: date) -> bool:
        """Tell whether the day's arrangement is known."""
        return self.years[0].year <= day.year <= self.years[-1].year

    def is_working(self, day: date) -> bool:
        """Tell whether the day is a working day."""
        known = self._table.get(day)
        return known[0] if known else day.weekday() < 5

    def describe(self, day: date) -> DayOfCalendar:
        """Say what the day is and why, in Chinese."""
        provisional = not self.is_covered(day)
        working, reason = self._table.get(day) or _USUAL[provisional][day.weekday() < 5]
        return DayOfCalendar(day, working, reason, provisional)

    def add_working_days(self, day: date, n: int) -> date:
        """Find the last day of a limit of `n` working days that began on `day`, which is not counted."""
        return self.count_days(day, n).last_day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and with `end`; negative where `end` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working(start + n * ONE_DAY) for n in range(1, (end - start).days + 1))

    def count_days(self, start: date, n: int, *, skip: Skip | None = None) -> Count:
        """Count `n` working days from `start`, day by day. With n = 0 the limit ends with `start` or, if that is a day
        off or left out, with the next day that counts."""
        steps: list[_Step] = []
        counted, day = 0, start
        if n == 0 and (not self.is_working(start) or (skip is not None and skip(start) is not None)):
            n = 1
        while counted < n:
            day = _onwards(day, start)
            left_out = skip(day) if skip is not None else None
            counts = left_out is None and self.is_working(day)
            counted += counts
            steps.append((day, counted if counts else None, left_out))
        return self._count(start, steps)

    def count_calendar_days(self, start: date, n: int, *, skip: Skip | None = None) -> Count:
        """Count `n` calendar days from `start`; a last day that is a day off moves on (民法典 §203)."""
        steps: list[_Step] = []
        counted, day = 0, start
        if n == 0 and skip is not None and skip(start) is not None:
            n = 1
        while counted < n:
            day = _onwards(day, start)
            left_out = skip(day) if skip is not None else None
            counted += left_out is None
            steps.append((day, counted if left_out is None else None, left_out))
        moved: list[_Step] = []
        while not self.is_working(day) or (skip is not None and skip(day) is not None):
            day = _onwards(day, start)
            moved.append((day, None, skip(day) if skip is not None else None))
        return self._count(start, steps, moved)

    def count_months(self, start: date, n: int, *, skip: Skip | None = None) -> Count:
        """Count `n` months from `start`, to the day of the same number or the month's last (民法典 §202, §203)."""
        return self.count_calendar_days(start, (_months_on(start, n) - start).days, skip=skip)

    def _count(self, start: date, steps: list[_Step], moved: Sequence[_Step] = ()) -> Count:
        """End a count with its last day; what is covered is one stretch, so its two ends tell of all between them."""
        last = (moved or steps or [(start, None, None)])[-1][0]
        provisional = not (self.is_covered(start) and self.is_covered(last))
        return Count(last, provisional, lambda: tuple(self._lines(start, steps, moved)))

    def _lines(self, start: date, steps: Iterable[_Step], moved: Iterable[_Step]) -> Iterator[DayLine]:
        """Put what was counted into words."""
        yield DayLine(start, None, FIRST_DAY, not self.is_covered(start))
        for day, number, left_out in steps:
            about = self.describe(day)
            yield DayLine(day, number, about.reason if left_out is None else left_out, about.provisional)
        for day, _number, left_out in moved:
            yield self._moved(day, left_out)

    def _moved(self, day: date, left_out: str | None) -> DayLine:
        """Say of a day after the last one, which was a day off, that the limit moves on to or over it."""
        about = self.describe(day)
        if left_out is not None:
            return DayLine(day, None, left_out, about.provisional)
        reason = "末日为休息日，顺延至本日" if about.working else f"{about.reason}，末日顺延"
        return DayLine(day, None, reason, about.provisional)

    def _digest(self) -> str:
        said = [(day.isoformat(), working, reason) for day, (working, reason) in sorted(self._table.items())]
        return hashlib.sha256(repr((self.covered_from, self.covered_until, said)).encode()).hexdigest()[:8]


def _onwards(day: date, start: date) -> date:
    if (day - start).days > FARTHEST_DAYS:
        raise CalendarError(f"自{start}起的期限超过六十年仍未届满，请检查期限和暂停记录。")
    return day + ONE_DAY


def _months_on(start: date, n: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _table(years: tuple[YearNotice, ...], exceptions: tuple[TenantException, ...]) -> Mapping[date, tuple[bool, str]]:
    table: dict[date, tuple[bool, str]] = {}
    for year in years:
        table |= {day: (False, name) for day, name in year.holidays.items()}
        table |= {day: (True, f"{name}调休上班") for day, name in year.make_up_days.items()}
    return table | {each.day: (each.working, each.reason) for each in exceptions}


def _check(calendar: str, years: tuple[YearNotice, ...]) -> None:
    numbers = [each.year for each in years]
    if not numbers:
        raise CalendarError(f"日历“{calendar}”没有任何年度的放假安排，至少应有一年。")
    if numbers != list(range(numbers[0], numbers[-1] + 1)):
        raise CalendarError(f"日历“{calendar}”的年度不连续或者重复：{numbers}，每一年应有且只有一份安排。")
    for year in years:
        both = year.holidays.keys() & year.make_up_days.keys()
        if both:
            raise CalendarError(f"日历“{calendar}”{year.year}年：{min(both)}既是放假日又是调休上班日，只能是其一。")
        strangers = [day for day in (*year.holidays, *year.make_up_days) if day.year != year.year]
        if strangers:
            raise CalendarError(
                f"日历“{calendar}”{year.year}年的安排中有别的年份的日期{min(strangers)}，应写入那一年。"
            )
