"""Time passed once comes to what time passed every day comes to: the same events, dated the same (D4)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from law.desk import CHIEF, CLERK, REVIEWER, ROAD, SPOT, ZONE, Desk
from tongban import law
from tongban.calendars import WorkingCalendar, YearNotice
from tongban.definitions.rulebook import Rulebook

DAY = timedelta(days=1)
FIRST = datetime(2024, 1, 1, tzinfo=ZONE)
BEGINS = st.integers(0, 1000 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
PATHS = st.sampled_from(["nothing", "accept", "request", "review", "survey", "grant"])


def begun(desk: Desk, path: str) -> Desk:
    """Bring a case to where the outage finds it."""
    desk.submit("location", "plan", purpose="works")
    if path == "request":
        desk.request(plan="未写安全措施")
    elif path != "nothing":
        desk.accept()
    if path in {"review", "survey", "grant"}:
        desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    if path in {"survey", "grant"}:
        desk.do(law.StartSpecialProcedure(REVIEWER, "survey"))
    if path == "grant":
        desk.do(law.EndSpecialProcedure(REVIEWER, "survey", "一致。", "另有本月的勘验记录"))
        desk.do(law.Grant(CHIEF, "同意。"))
    return desk


@pytest.mark.row("D4")
@pytest.mark.article("335 §18")
@given(begins=BEGINS, path=PATHS, days=st.integers(1, 75), piece=st.integers(1, 9))
@examples(max_examples=150)
def test_one_passing_of_time_comes_to_the_same_as_many(
    rulebook: Rulebook, calendar: WorkingCalendar, begins: datetime, path: str, days: int, piece: int
) -> None:
    daily, once, pieces = (begun(Desk(ROAD, rulebook, calendar, begins), path) for _ in range(3))
    for day in range(1, days + 1):
        daily.now = begins + day * DAY
        daily.do(law.PassTime())
    once.now = pieces.now = begins + days * DAY
    once.do(law.PassTime())
    for hours in range(0, days * 24, piece * 24):
        pieces.do(law.PassTime(until=begins + timedelta(hours=hours)))
    pieces.do(law.PassTime())
    assert once.history == daily.history == pieces.history
    before = len(once.history)
    once.do(law.PassTime())
    assert len(once.history) == before, "a second sweep finds nothing"


@pytest.mark.row("D1")
def test_a_limit_over_two_years_not_yet_announced_is_counted_again_with_each_notice(
    rulebook: Rulebook, calendar: WorkingCalendar
) -> None:
    """A case rests for a long time; the notices of two years are entered one after the other."""
    desk = Desk(SPOT, rulebook, calendar, datetime(2026, 12, 30, 10, tzinfo=ZONE))
    desk.submit("proof", purpose="stacking")
    waiting = desk.do(law.RequestSupplement(CLERK, _all_that_is_missing(), verdicts=_deficient(desk)))
    first = next(each for each in waiting.deadlines if each.kind is law.DeadlineKind.SUPPLEMENT)
    assert (first.provisional, first.due is not None) == (True, True)
    days_off = {date(2027, 1, 1) + n * DAY: "元旦" for n in range(3)} | {date(2027, 1, 8): "为本测试设定"}
    desk.calendar = calendar.with_year(YearNotice(2027, days_off, {}, "for this test alone"))
    desk.now = datetime(2027, 1, 4, 9, tzinfo=ZONE)
    desk.do(law.Recount())
    second = desk.deadline(law.DeadlineKind.SUPPLEMENT)
    told = [each for each in desk.history if isinstance(each, law.DeadlineRecounted) and each.deadline == second.id]
    assert [each.reason for each in told] == ["工作日历已更新，按新的放假安排重新计算。"]
    assert told[0].calendar_before == calendar.version
    assert told[0].calendar_version == second.calendar_version == desk.calendar.version
    assert not second.provisional
    assert second.due is not None
    assert first.due is not None
    assert second.due > first.due, "the day off of the notice moves it"
    desk.now = second.due + timedelta(microseconds=1)
    case = desk.do(law.PassTime())
    assert case.outcome is law.CaseOutcome.DEEMED_WITHDRAWN


def _all_that_is_missing() -> tuple[law.Deficiency, ...]:
    return (law.Deficiency(law.DeficiencyKind.MATERIAL, "proof", "没有盖章"),)


def _deficient(desk: Desk) -> tuple[law.MaterialVerdict, ...]:
    return desk.verdicts(proof="没有盖章")
