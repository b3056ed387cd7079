"""A limit that was missed is explained, told to a supervisor level by level, and each level once (ORD §39; 7 §26)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from law.desk import CHIEF, CITIZEN, REVIEWER, Desk, last_instant, moment
from tongban import law
from tongban.law import DeadlineKind
from tongban.law.escalation import Level, next_alert, turns_red, unexplained

PROMISE = DeadlineKind.PROMISE


def late(desk: Desk) -> law.Case:
    """A case whose promise ran out on Friday the 27th; that of its first step on Tuesday the 24th."""
    desk.submit("location")
    desk.accept()
    return desk.pass_time("2026-11-30 Mon 09:00")


@pytest.mark.row("D3")
@pytest.mark.article("ORD §39")
def test_a_missed_limit_is_explained_once_and_the_explanation_shows_in_its_count(desk: Desk) -> None:
    assert [each.kind for each in unexplained(late(desk))] == [PROMISE], "a step's own limit is promised to nobody"
    case = desk.do(law.ExplainLateness(REVIEWER, "promise-1", "  现场积水，延后勘验。 "))
    assert case.deadline("promise-1").late_reason == "现场积水，延后勘验。"
    assert unexplained(case) == ()
    told = law.explain(case.deadline("promise-1"), desk.calendar, desk.rulebook).text
    assert told.endswith("届满而未完成。超期理由：现场积水，延后勘验。")
    assert desk.refused(law.ExplainLateness(REVIEWER, "promise-1", "另一个理由。")).code == "not_late"


@pytest.mark.row("N1", part="the notice of a lateness")
@pytest.mark.article("ORD §39")
def test_the_applicant_is_told_in_writing_which_limit_was_not_kept_and_why(desk: Desk) -> None:
    late(desk)
    case = desk.at("2026-12-02 Wed").do(law.ExplainLateness(REVIEWER, "promise-1", "现场积水，延后勘验。"))
    assert case.notices[-1] == "lateness_notice"
    said = next(each for each in desk.history if isinstance(each, law.NoticeOrdered) and "days_late" in each.values)
    named = ("limit", "due_on", "days_late", "reasons", "closed_on")
    assert [said.values[each] for each in named] == [
        "承诺办结期限", date(2026, 11, 27), 3, "现场积水，延后勘验。", None,
    ]  # fmt: skip


@pytest.mark.row("D3")
@pytest.mark.article("ORD §39")
def test_lateness_is_explained_by_the_desk_and_in_words(desk: Desk) -> None:
    late(desk)
    assert desk.refused(law.ExplainLateness(CITIZEN, "promise-1", "堵车。")).code == "wrong_role"
    assert desk.refused(law.ExplainLateness(CHIEF, "promise-1", "  ")).code == "no_reasons"
    refusal = desk.refused(law.ExplainLateness(CHIEF, "statutory-1", "提前说明。"))
    assert (refusal.code, refusal.article) == ("not_late", "ORD §39")


@pytest.mark.row("D3")
def test_a_closed_case_that_was_late_can_still_be_explained(desk: Desk) -> None:
    late(desk)
    desk.do(law.Withdraw(CITIZEN, "不再需要。"))
    case = desk.do(law.ExplainLateness(CHIEF, "promise-1", "人员不足。"))
    assert (case.state, case.deadline("promise-1").late_reason) == (law.State.CLOSED, "人员不足。")


@pytest.mark.row("D3")
@pytest.mark.parametrize(
    ("begins", "red"),
    [
        ("2026-11-20 Fri 10:00", "2026-11-26 Thu 00:00"),  # due on Friday the 27th, one working day before
        ("2026-11-17 Tue 10:00", "2026-11-23 Mon 00:00"),  # due on Tuesday the 24th
        ("2026-11-16 Mon 10:00", "2026-11-20 Fri 00:00"),  # due on Monday: the last working day before is Friday
        ("2026-09-30 Wed 10:00", "2026-10-12 Mon 00:00"),  # due on 10-13; the 12th, after a Saturday of work
    ],
)
def test_a_limit_turns_red_at_the_dawn_of_a_day(desk: Desk, begins: str, red: str) -> None:
    desk.at(begins).submit("location")
    desk.accept()
    promise = desk.deadline(PROMISE)
    found = turns_red(promise, desk.calendar, desk.rulebook)
    assert found == moment(red)
    before = found - timedelta(seconds=1)
    assert law.lamp(promise, found, desk.calendar, desk.rulebook) is law.Lamp.RED
    assert law.lamp(promise, before, desk.calendar, desk.rulebook) is law.Lamp.YELLOW


@pytest.mark.row("D3")
@pytest.mark.article("ORD §39", "7 §26")
def test_each_level_is_told_once_and_in_order(desk: Desk) -> None:
    desk.submit("location")
    desk.accept()
    clocks = (desk.calendar, desk.rulebook)
    running = desk.deadline(PROMISE)
    first = next_alert(running, "", *clocks)
    assert first is not None
    assert (first.level, first.at) == (Level.RED, moment("2026-11-26 Thu 00:00"))
    assert next_alert(running, "red", *clocks) is None, "it is not told that it is still red"
    missed = desk.pass_time("2026-11-30 Mon 09:00").deadline("promise-1")
    second = next_alert(missed, "red", *clocks)
    assert second is not None
    assert (second.level, second.at) == (Level.MISSED, last_instant("2026-11-27 Fri"))
    third = next_alert(missed, "missed", *clocks)
    assert third is not None
    assert (third.level, third.at) == (Level.UNEXPLAINED, last_instant("2026-12-04 Fri")), "five working days later"
    assert next_alert(replace(missed, late_reason="人员不足。"), "missed", *clocks) is None
    assert next_alert(missed, "unexplained", *clocks) is None


@pytest.mark.row("D3")
@pytest.mark.article("335 §18")
def test_the_applicants_own_limit_is_nobodys_lateness(desk: Desk) -> None:
    desk.submit("location")
    desk.request(location="没有比例尺")
    waiting = desk.deadline(DeadlineKind.SUPPLEMENT)
    assert next_alert(waiting, "", desk.calendar, desk.rulebook) is None
    case = desk.pass_time("2027-03-01 Mon 09:00") if not waiting.provisional else desk.case
    assert case is not None
    assert unexplained(case) == ()
