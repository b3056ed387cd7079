"""A table of worked dates, counted by us and by a second method that shares neither code nor calendar with ours."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
    "pause over a holiday",
    "two pauses",
    "extension",
}


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    kind: str
    start: date
    unit: Unit
    amount: int
    pauses: tuple[tuple[date, date], ...]
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
    parts = (data["kind"], data["start"], Unit(unit), whole, pauses, data["due"], data["article"], data["remark"])
    return Row(*parts, data.get("time"))


TABLE = [read(each) for each in ROWS]
every_row = pytest.mark.parametrize("row", TABLE, ids=str)


@pytest.mark.row("D2")
def test_the_table_is_large_and_has_every_kind_of_date() -> None:
    assert len(TABLE) >= 120
    assert {each.kind for each in TABLE} == KINDS
    assert all(each.article and each.remark for each in TABLE)
    assert len({(each.start, each.time, each.unit, each.amount, each.pauses) for each in TABLE}) > 120


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
    assert walked(row) == row.due, row.remark


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
        assert len(counted) == row.amount
        assert all(chinese_calendar.is_workday(each) for each in counted)


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


def walked(row: Row) -> date:
    """Walk from the first day on, one day after the other, by the days off of another collection."""
    day, left = row.start, days_of(row)
    working = row.unit is Unit.WORKING_DAYS
    while left:
        day += ONE_DAY
        paused = any(begins <= day < ends for begins, ends in row.pauses)
        if not paused and (not working or chinese_calendar.is_workday(day)):
            left -= 1
    while not chinese_calendar.is_workday(day):
        day += ONE_DAY
    return day


def days_of(row: Row) -> int:
    if row.unit in (Unit.WORKING_DAYS, Unit.DAYS):
        return row.amount
    months = row.start.year * 12 + row.start.month - 1 + row.amount * (12 if row.unit is Unit.YEARS else 1)
    year, month = months // 12, months % 12 + 1
    return (date(year, month, min(row.start.day, monthrange(year, month)[1])) - row.start).days
