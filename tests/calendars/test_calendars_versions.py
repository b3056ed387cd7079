"""Coverage, provisional days, versions, tenants' exceptions, and data that contradicts itself."""

from __future__ import annotations

from datetime import date

import pytest

from tongban.calendars import CalendarError, TenantException, WorkingCalendar, YearNotice, calendar_from_texts

NEXT_YEAR = YearNotice(
    2027,
    holidays={date(2027, 1, 1): "元旦", date(2027, 1, 4): "元旦"},
    make_up_days={date(2027, 1, 9): "元旦"},
    source="test: no real notice",
)


@pytest.mark.row("D1")
def test_past_its_coverage_a_count_is_provisional(national: WorkingCalendar) -> None:
    assert not national.count_days(date(2026, 12, 28), 3).provisional
    past = national.count_days(date(2026, 12, 28), 5)
    assert (past.last_day, past.provisional) == (date(2027, 1, 4), True)  # weekends alone
    assert "暂按周末推算" in past.lines[-1].reason


@pytest.mark.row("D1")
def test_entering_a_year_makes_a_new_version_that_counts_otherwise(national: WorkingCalendar) -> None:
    known = national.with_year(NEXT_YEAR)
    assert known.version != national.version
    assert known.covered_until == date(2027, 12, 31)
    counted = known.count_days(date(2026, 12, 28), 5)  # 29, 30, 31, then the 1st and the 4th off: 5, 6
    assert (counted.last_day, counted.provisional) == (date(2027, 1, 6), False)
    assert national.add_working_days(date(2026, 12, 28), 5) == date(2027, 1, 4), "the old version is as it was"


def test_the_same_data_has_the_same_version(national: WorkingCalendar) -> None:
    assert WorkingCalendar("cn", tuple(reversed(national.years))).version == national.version


def test_a_tenants_exception_lies_over_the_calendar(national: WorkingCalendar) -> None:
    flood = TenantException(date(2026, 11, 23), working=False, reason="因暴雨停止办公")
    own = national.with_exceptions([flood])
    counted = own.count_days(date(2026, 11, 20), 1)  # Friday; Monday is lost
    assert counted.last_day == date(2026, 11, 24)
    assert [each.reason for each in counted.lines if each.day == flood.day] == ["因暴雨停止办公"]
    assert own.version != national.version
    assert national.is_working(flood.day)


@pytest.mark.row("D5")
def test_a_count_says_of_every_day_why(national: WorkingCalendar) -> None:
    counted = national.count_days(date(2026, 9, 30), 5)
    told = [(each.day.day, each.number, each.reason) for each in counted.lines]
    assert told[0] == (30, None, "起始当日不计入")
    assert told[1:8] == [(n, None, "国庆节") for n in range(1, 8)]
    assert told[8:] == [
        (8, 1, "工作日"), (9, 2, "工作日"), (10, 3, "国庆节调休上班"),
        (11, None, "周末"), (12, 4, "工作日"), (13, 5, "工作日"),
    ]  # fmt: skip


def year(text: str) -> dict[str, str]:
    return {"cn-2026.yaml": "calendar: cn\nyear: 2026\nsource: test\n" + text}


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({}, "没有任何年度"),
        (year("holidays: {元旦: [2026-01-01, 2026-01-01]}"), "写了两次"),
        (year("holidays: {元旦: [2026-01-01]}\nmake_up_days: {元旦: [2026-01-01]}"), "既是放假日又是调休上班日"),
        (year("holidays: {元旦: [2027-01-01]}"), "别的年份"),
        (year("holidays: {元旦: [2026-02-30]}"), "日期“2026-02-30”不对"),
        (year("holidays: {元旦: [2026-1-1]}"), "日期“2026-1-1”不对"),
        (year("holidays: {元旦: [2026-01-03 to 2026-01-01]}"), "末日早于首日"),
        (year("holiday: {元旦: [2026-01-01]}"), "不认识的键“holiday”"),
        (year("holidays: [2026-01-01]"), "应写成"),
        ({"a": "calendar: cn\nyear: 2026"}, "没有写明来源"),
        ({"a": "- 1"}, "应当写明"),
        ({"a": "calendar: cn\nyear: 2024\nsource: x", "b": "calendar: cn\nyear: 2026\nsource: x"}, "不连续"),
    ],
)
def test_data_that_contradicts_itself_is_refused(texts: dict[str, str], said: str) -> None:
    with pytest.raises(CalendarError, match=said):
        calendar_from_texts(texts)
