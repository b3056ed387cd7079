"""The working-day table of 2004 to 2026, against an independent package and against hand-worked vectors."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest

from tongban.calendars import WorkingCalendar

WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def day(text: str) -> date:
    """Read `2026-02-13 Fri`, and insist on the weekday."""
    iso, weekday = text.split()
    found = date.fromisoformat(iso)
    assert WEEKDAYS[found.weekday()] == weekday, f"{iso} is a {WEEKDAYS[found.weekday()]}"
    return found


@pytest.mark.row("D1")
def test_every_day_of_2004_to_2026_agrees_with_the_package(national: WorkingCalendar) -> None:
    days = (national.covered_until - national.covered_from).days + 1
    every = [national.covered_from + timedelta(days=n) for n in range(days)]
    assert (every[0], every[-1]) == (date(2004, 1, 1), date(2026, 12, 31))
    assert [each for each in every if national.is_working(each) != chinese_calendar.is_workday(each)] == []


@pytest.mark.row("D1")
@pytest.mark.parametrize(
    ("begins", "n", "ends"),
    [
        ("2026-02-13 Fri", 1, "2026-02-14 Sat"),  # the Saturday makes up for the Spring Festival
        ("2026-02-14 Sat", 1, "2026-02-24 Tue"),  # the festival: 15th to 23rd
        ("2026-09-30 Wed", 5, "2026-10-13 Tue"),  # 8, 9, 10 (Saturday, make-up), 12, 13
        ("2026-04-30 Thu", 3, "2026-05-08 Fri"),  # 1st to 5th off; 6, 7, 8
        ("2026-05-08 Fri", 1, "2026-05-09 Sat"),
        ("2026-09-18 Fri", 1, "2026-09-20 Sun"),  # a working Sunday
        ("2026-11-20 Fri", 1, "2026-11-23 Mon"),
        ("2026-11-20 Fri", 5, "2026-11-27 Fri"),
        ("2026-11-21 Sat", 1, "2026-11-23 Mon"),  # begun on a day off
        ("2020-01-23 Thu", 1, "2020-02-03 Mon"),  # the festival that was prolonged
    ],
)
def test_the_first_day_is_not_counted(national: WorkingCalendar, begins: str, n: int, ends: str) -> None:
    assert national.add_working_days(day(begins), n) == day(ends)


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("2026-11-20 Fri", "2026-11-20 Fri"), ("2026-11-21 Sat", "2026-11-23 Mon"), ("2026-10-10 Sat", "2026-10-10 Sat")],
)
def test_a_limit_of_no_days_ends_with_the_day_or_the_next_working_one(
    national: WorkingCalendar, begins: str, ends: str
) -> None:
    assert national.add_working_days(day(begins), 0) == day(ends)


@pytest.mark.parametrize(
    ("begins", "n", "ends"),
    [
        ("2026-11-20 Fri", 3, "2026-11-23 Mon"),
        ("2026-11-20 Fri", 1, "2026-11-23 Mon"),  # Saturday moves to Monday
        ("2026-09-25 Fri", 6, "2026-10-08 Thu"),  # the 1st, National Day, moves past the holiday
        ("2026-02-04 Wed", 10, "2026-02-14 Sat"),  # a make-up Saturday is a working day
    ],
)
def test_calendar_days_that_end_on_a_day_off_move_on(national: WorkingCalendar, begins: str, n: int, ends: str) -> None:
    assert national.count_calendar_days(day(begins), n).last_day == day(ends)


@pytest.mark.parametrize(
    ("begins", "n", "ends"),
    [
        ("2026-01-31 Sat", 1, "2026-02-28 Sat"),  # no 31st: the month's last day, which is a make-up working day
        ("2026-03-13 Fri", 6, "2026-09-14 Mon"),  # the 13th is a Sunday
        ("2024-02-29 Thu", 12, "2025-02-28 Fri"),
        ("2025-11-30 Sun", 3, "2026-02-28 Sat"),
    ],
)
def test_months_end_on_the_day_of_the_same_number(national: WorkingCalendar, begins: str, n: int, ends: str) -> None:
    assert national.count_months(day(begins), n).last_day == day(ends)
