"""A table of dates worked out by hand, day by day: held against our count, and a second method beside it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest
import yaml

from law.desk import Desk
from tongban import law
from tongban.calendars import WorkingCalendar
from tongban.definitions.model import Span, Unit
from tongban.definitions.rulebook import Rulebook
from tongban.law import DeadlineKind, Pause

ROWS = yaml.safe_load((Path(__file__).parent / "dates.yaml").read_text("utf-8"))
ONE_DAY = timedelta(days=1)
KINDS = {
    "weekend",
    "make-up day",
    "spring festival",
    "national day",
    "short holiday",
    "year's end",
    "first day",
    "on the spot",
    "hand-in at 23:59",
    "hand-in at 00:00",
    "last day",
    "pause",
    "pause over a holiday",
    "two pauses touching",
    "two pauses apart",
    "extension",
}
#: what a row tells of its reckoning, so that it can be followed by hand
RECKONED = ("counted", "make_up", "holiday", "left_out", "days_off")
KEYS = {"kind", "start", "time", "budget", "extended", "pauses", *RECKONED, "ends", "due", "article", "remark"}
#: since when a regulation may be cited
IN_FORCE = {
    "335": date(2020, 4, 15),
    "7": date(2024, 1, 26),
    "ORD": date(2023, 9, 1),
    "XK": date(2004, 7, 1),
    "民法典": date(2021, 1, 1),
    "行政复议法": date(2024, 1, 1),
}
Reckoning = dict[str, list[date]]


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    kind: str
    start: date
    unit: Unit
    amount: int
    pauses: tuple[tuple[date, date], ...]
    reckoning: Reckoning
    ends: date | None
    due: date
    article: str
    remark: str
    time: str | None

    def __str__(self) -> str:
        return f"{self.kind}: {self.start} + {self.amount} {self.unit.value}"


def read(data: dict[str, Any]) -> Row:
    ((unit, amount),) = data["budget"].items()
    pauses = tuple((begins, ends) for begins, ends in data.get("pauses", ()))
    whole = amount + data.get("extended", 0)
    start, ends = day_of(data["start"]), day_of(data["ends"]) if "ends" in data else None
    reckoning = {each: list(days_in(data[each], ends or start)) for each in RECKONED if each in data}
    told = (pauses, reckoning, ends, day_of(data["due"]), data["article"], data["remark"])
    return Row(data["kind"], start, Unit(unit), whole, *told, data.get("time"))


def day_of(told: str) -> date:
    """Read "2026-11-20 Fri", whose weekday is checked."""
    found = date.fromisoformat(told.split(maxsplit=1)[0])
    assert told == f"{found} {['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][found.weekday()]}"
    return found


def days_in(told: str, after: date) -> Iterator[date]:
    """Read "12-29 to 31, 1-4 to 9": days in their order, each with the ones up to its second end."""
    last = after - ONE_DAY
    for run in told.split(", "):
        first, _, end = run.partition(" to ")
        month, day = (int(each) for each in first.split("-"))
        begins = next_of(month, day, last)
        end_month, end_day = (int(each) for each in (end if "-" in end else f"{month}-{end or day}").split("-"))
        ends = next_of(end_month, end_day, begins - ONE_DAY)
        while last < ends:
            last = last + ONE_DAY if last >= begins else begins
            yield last


def next_of(month: int, day: int, after: date) -> date:
    found = date(after.year, month, day)
    return found if found > after else date(after.year + 1, month, day)


TABLE = [read(each) for each in ROWS]
HOLIDAYS = {day for day in chinese_calendar.holidays if day.weekday() < 5}
every_row = pytest.mark.parametrize("row", TABLE, ids=str)


@pytest.mark.row("D2")
def test_the_table_is_large_and_has_every_kind_of_date() -> None:
    assert len(TABLE) >= 120
    assert {each.kind for each in TABLE} == KINDS
    assert all(each.article and each.remark for each in TABLE)
    assert {key for each in ROWS for key in each} == KEYS
    told = [(each.start, each.time, each.unit, each.amount, each.pauses) for each in TABLE]
    assert len(set(told)) == len(told), "no row is another one again"


@pytest.mark.row("D2")
@every_row
def test_a_row_cites_what_was_in_force(row: Row) -> None:
    for each in row.article.split("; "):
        assert row.start >= IN_FORCE[each.split(" §")[0]], each


@pytest.mark.row("D2")
@every_row
def test_a_row_with_pauses_is_of_the_kind_it_says(row: Row) -> None:
    touching = any(each[1] == other[0] for each, other in pairwise(row.pauses))
    assert touching == (row.kind == "two pauses touching")
    over_a_holiday = any(begins <= day < ends for day in HOLIDAYS for begins, ends in row.pauses)
    assert over_a_holiday or row.kind != "pause over a holiday"
    assert not (over_a_holiday and row.kind == "pause")
    assert len(row.pauses) == 2 or not row.kind.startswith("two pauses")


@pytest.mark.row("D1")
@pytest.mark.row("D2")
@pytest.mark.article("335 §17", "335 §18", "335 §25", "ORD §15")
@every_row
def test_our_count_comes_to_the_date_of_the_table(row: Row, calendar: WorkingCalendar, rulebook: Rulebook) -> None:
    found = law.due(limit(row, calendar, rulebook), calendar, rulebook.timezone)
    assert found is not None
    assert found.moment == law.end_of_day(row.due, rulebook.timezone), row.remark
    assert not found.provisional


@pytest.mark.row("D2")
@every_row
def test_a_second_method_comes_to_the_date_of_the_table(row: Row) -> None:
    walk = list(walked(row))
    assert (walk[-1][0] if walk else row.start) == row.due, row.remark
    assert reckoned(row, walk) == (row.ends, row.reckoning), "the days by which a reader follows it by hand"


@pytest.mark.row("D5")
@every_row
def test_the_explanation_counts_as_many_days_as_the_budget_has(
    row: Row, calendar: WorkingCalendar, rulebook: Rulebook
) -> None:
    told = law.explain(limit(row, calendar, rulebook), calendar, rulebook)
    counted = [each.day for each in told.lines if each.counted]
    assert told.lines[0].day == row.start
    assert not told.lines[0].counted, "the first day is not counted"
    assert told.lines[-1].day == row.due
    assert not any(begins <= each < ends for each in counted for begins, ends in row.pauses)
    assert len(told.pauses) == len(row.pauses)
    if row.unit is Unit.WORKING_DAYS and row.amount:
        assert counted == row.reckoning["counted"]
        assert len(counted) == row.amount


@pytest.mark.row("D2")
@pytest.mark.article("335 §17", "ORD §19")
@pytest.mark.parametrize("row", [each for each in TABLE if each.time], ids=str)
def test_what_is_handed_in_at_night_is_received_on_that_day(row: Row, desk: Desk) -> None:
    assert row.time is not None
    desk.now = datetime.fromisoformat(f"{row.start}T{row.time}").replace(tzinfo=desk.rulebook.timezone)
    case = desk.submit("location")
    assert case.received_on == row.start
    assert desk.deadline(DeadlineKind.ONLINE_REVIEW).due == law.end_of_day(row.due, desk.rulebook.timezone)


def limit(row: Row, calendar: WorkingCalendar, rulebook: Rulebook) -> law.Deadline:
    """Make a limit of a row, its pauses ended."""
    opened = datetime.combine(row.start, datetime.min.time(), tzinfo=rulebook.timezone)
    pauses = tuple(Pause(begins, ends, "特殊程序期间不计入", row.article) for begins, ends in row.pauses)
    span = Span(row.amount, row.unit)
    kind = DeadlineKind.STATUTORY
    return law.Deadline(
        "statutory-1", kind, "", row.article, span, row.start, opened, None, False, calendar.version, pauses
    )


def walked(row: Row) -> Iterator[tuple[date, bool]]:
    """Walk day by day up to the limit's end, by the days off of another collection; tell which days count."""
    day, left = row.start, days_of(row)
    working = row.unit is Unit.WORKING_DAYS
    while left:
        day += ONE_DAY
        counts = not is_paused(row, day) and (not working or chinese_calendar.is_workday(day))
        left -= counts
        yield day, counts
    while not chinese_calendar.is_workday(day):
        day += ONE_DAY
        yield day, False


def reckoned(row: Row, walk: list[tuple[date, bool]]) -> tuple[date | None, Reckoning]:
    """Sort the days of a walk as the table does: where the count ends, and which days count or are passed over."""
    found: Reckoning = {}
    if row.unit is not Unit.WORKING_DAYS or row.amount == 0:
        ends = max((day for day, counts in walk if counts), default=row.start)
        off = [ends, *(day for day, _ in walk if day > ends)][:-1]
        return ends, {"days_off": off} if off else {}
    for day, counts in walk:
        for each in columns_of(row, day, counts):
            found.setdefault(each, []).append(day)
    return None, found


def columns_of(row: Row, day: date, counts: bool) -> Iterator[str]:
    """Tell where a day of the walk stands in the table; a weekend as it always is stands nowhere."""
    weekend = day.weekday() >= 5
    if counts:
        yield "counted"
        if weekend:
            yield "make_up"
    elif is_paused(row, day):
        yield "left_out"
    elif not weekend:
        yield "holiday"


def is_paused(row: Row, day: date) -> bool:
    return any(begins <= day < ends for begins, ends in row.pauses)


def days_of(row: Row) -> int:
    if row.unit in (Unit.WORKING_DAYS, Unit.DAYS):
        return row.amount
    months = row.start.year * 12 + row.start.month - 1 + row.amount * (12 if row.unit is Unit.YEARS else 1)
    year, month = months // 12, months % 12 + 1
    return (date(year, month, min(row.start.day, monthrange(year, month)[1])) - row.start).days
