"""What holds of every count."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tongban.calendars import WorkingCalendar

days = st.dates(date(2004, 1, 1), date(2028, 12, 31))
few = st.integers(0, 60)


@given(begins=days, n=st.integers(1, 60))
def test_adding_and_counting_between_are_inverse(national: WorkingCalendar, begins: date, n: int) -> None:
    ends = national.add_working_days(begins, n)
    assert national.working_days_between(begins, ends) == n
    assert national.working_days_between(ends, begins) == -n
    assert national.is_working(ends)


@given(begins=days, n=few, m=few)
def test_a_longer_limit_never_ends_earlier(national: WorkingCalendar, begins: date, n: int, m: int) -> None:
    short, long = sorted((n, m))
    assert national.add_working_days(begins, short) <= national.add_working_days(begins, long)


@given(begins=days, n=few)
def test_the_lines_are_every_day_once_and_number_the_counted(national: WorkingCalendar, begins: date, n: int) -> None:
    counted = national.count_days(begins, n)
    length = (counted.last_day - begins).days + 1
    assert [each.day for each in counted.lines] == [begins + timedelta(days=k) for k in range(length)]
    numbers = [each.number for each in counted.lines if each.counted]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) in {n, 1 if n == 0 else n}


@given(begins=days, n=st.integers(0, 400), off=st.sets(st.integers(1, 30)))
def test_calendar_days_end_on_a_working_day_after_all_that_count(
    national: WorkingCalendar, begins: date, n: int, off: set[int]
) -> None:
    left_out = {begins + timedelta(days=k) for k in off}
    counted = national.count_calendar_days(begins, n, skip=lambda day: "停" if day in left_out else None)
    assert national.is_working(counted.last_day)
    assert sum(each.counted for each in counted.lines) == n
    assert not any(each.counted for each in counted.lines if each.day in left_out)


@given(begins=days, n=st.integers(1, 40), off=st.sets(st.integers(1, 30)))
def test_days_left_out_lengthen_a_limit_by_their_working_days(
    national: WorkingCalendar, begins: date, n: int, off: set[int]
) -> None:
    left_out = {begins + timedelta(days=k) for k in off}
    ends = national.count_days(begins, n, skip=lambda day: "停" if day in left_out else None).last_day
    skipped = sum(national.is_working(day) for day in left_out if day <= ends)
    assert national.working_days_between(begins, ends) == n + skipped
