"""Both clocks, pauses, missed limits, lamps, recounts and explanations: 335 §25, licensing law art. 45."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from law.desk import CHIEF, CITIZEN, CLERK, REVIEWER, ROAD, Desk, last_instant, moment
from tongban import law
from tongban.calendars import YearNotice
from tongban.definitions.model import Basis, ClockEffect, Span, SpecialProcedure, Time, Unit
from tongban.definitions.rulebook import Switch
from tongban.law import DeadlineKind, DeadlineStatus, Lamp, State

PROMISE, STATUTORY = DeadlineKind.PROMISE, DeadlineKind.STATUTORY


def accepted(desk: Desk, day: str, purpose: str = "stacking") -> law.Case:
    desk.at(day).submit("location", *(["plan"] if purpose == "works" else []), purpose=purpose)
    return desk.accept()


def at_survey(desk: Desk, day: str) -> law.Case:
    accepted(desk, day, "works")
    return desk.do(law.CompleteStep(REVIEWER, "review", "材料齐全。"))


@pytest.mark.row("D2")
@pytest.mark.parametrize(
    ("begins", "promise", "statutory"),
    [
        ("2026-11-20 Fri 10:00", "2026-11-27 Fri", "2026-12-18 Fri"),
        ("2026-09-30 Wed 10:00", "2026-10-13 Tue", "2026-11-03 Tue"),
        ("2026-02-13 Fri 10:00", "2026-02-27 Fri", "2026-03-19 Thu"),  # 14 (Sat), 24, 25, 26, 27; the 28th works
        ("2026-04-30 Thu 10:00", "2026-05-11 Mon", "2026-06-01 Mon"),  # 6, 7, 8, 9 (Sat), 11
    ],
)
def test_both_clocks_run_from_acceptance(desk: Desk, begins: str, promise: str, statutory: str) -> None:
    accepted(desk, begins)
    assert desk.deadline(PROMISE).due == last_instant(promise)
    assert desk.deadline(STATUTORY).due == last_instant(statutory)


@pytest.mark.row("D2")
@pytest.mark.article("335 §25", "ORD §27", "ORD §41")
def test_a_special_procedure_stops_the_statutory_clock_and_not_the_promise(desk: Desk) -> None:
    at_survey(desk, "2026-11-20 Fri 10:00")
    case = desk.at("2026-11-24 Tue 09:00").do(law.StartSpecialProcedure(REVIEWER, "survey"))
    assert case.notices[-1] == "special_procedure_notice"
    assert desk.deadline(DeadlineKind.SPECIAL_PROCEDURE).due == last_instant("2026-11-27 Fri")
    assert (desk.deadline(STATUTORY).status, desk.deadline(STATUTORY).due) == (DeadlineStatus.PAUSED, None)
    assert desk.deadline(PROMISE).due == last_instant("2026-11-27 Fri")
    case = desk.at("2026-11-26 Thu 15:00").surveyed().do(law.EndSpecialProcedure(REVIEWER, "survey", "与申请一致。"))
    assert case.current_step == "decision"
    assert desk.deadline(DeadlineKind.SPECIAL_PROCEDURE).status is DeadlineStatus.MET
    # the 24th and 25th are left out: two working days more than the 18th of December
    assert desk.deadline(STATUTORY).due == last_instant("2026-12-22 Tue")
    assert desk.deadline(PROMISE).due == last_instant("2026-11-27 Fri")


def test_the_rulebook_may_stop_the_promise_too(desk: Desk) -> None:
    desk.rulebook = replace(desk.rulebook, promise_stops_for_special_procedures=Switch(True, "某市规定第一条"))
    at_survey(desk, "2026-11-20 Fri 10:00")
    desk.at("2026-11-24 Tue 09:00").do(law.StartSpecialProcedure(REVIEWER, "survey"))
    assert desk.deadline(PROMISE).due is None
    desk.at("2026-11-26 Thu 15:00").surveyed().do(law.EndSpecialProcedure(REVIEWER, "survey", "一致。"))
    assert desk.deadline(PROMISE).due == last_instant("2026-12-01 Tue")
    assert desk.deadline(PROMISE).pauses[0].basis == "某市规定第一条"


def test_a_procedure_of_one_day_leaves_out_nothing(desk: Desk) -> None:
    at_survey(desk, "2026-11-20 Fri 10:00")
    desk.at("2026-11-24 Tue 09:00").do(law.StartSpecialProcedure(REVIEWER, "survey"))
    desk.at("2026-11-24 Tue 16:00").surveyed().do(law.EndSpecialProcedure(REVIEWER, "survey", "一致。"))
    assert desk.deadline(STATUTORY).due == last_instant("2026-12-18 Fri")


def test_a_paused_deadline_is_never_overdue(desk: Desk) -> None:
    at_survey(desk, "2026-11-20 Fri 10:00")
    desk.at("2026-11-24 Tue 09:00").do(law.StartSpecialProcedure(REVIEWER, "survey"))
    case = desk.pass_time("2027-11-24 Wed 09:00")
    paused = desk.deadline(STATUTORY)
    assert (paused.status, paused.missed_at) == (DeadlineStatus.PAUSED, None)
    assert not law.is_overdue(paused, desk.now)
    assert law.lamp(paused, desk.now, desk.calendar, desk.rulebook) is Lamp.PAUSED
    assert case.deadline("special_procedure-1").missed_at == last_instant("2026-11-27 Fri"), (
        "the procedure itself is late"
    )


def test_a_procedure_begun_on_the_last_day_leaves_that_day(desk: Desk) -> None:
    at_survey(desk, "2026-11-20 Fri 10:00")
    desk.at("2026-12-18 Fri 16:00").do(law.StartSpecialProcedure(REVIEWER, "survey"))
    desk.at("2026-12-21 Mon 09:00").surveyed().do(law.EndSpecialProcedure(REVIEWER, "survey", "一致。"))
    assert desk.deadline(STATUTORY).due == last_instant("2026-12-21 Mon")


@pytest.mark.parametrize(
    ("announced", "code"), [(Span(4), "too_long"), (Span(0), "too_long"), (Span(6, Unit.DAYS), "too_long")]
)
def test_a_procedure_keeps_to_the_published_time(desk: Desk, announced: Span, code: str) -> None:
    at_survey(desk, "2026-11-20 Fri 10:00")
    assert desk.refused(law.StartSpecialProcedure(REVIEWER, "survey", announced)).code == code


def test_a_special_step_is_announced_and_ended(desk: Desk) -> None:
    at_survey(desk, "2026-11-20 Fri 10:00")
    assert desk.refused(law.CompleteStep(REVIEWER, "survey", "看过了。")).code == "special_step"
    assert desk.refused(law.EndSpecialProcedure(REVIEWER, "survey", "看过了。")).code == "not_started"
    desk.do(law.StartSpecialProcedure(REVIEWER, "survey"))
    assert desk.refused(law.StartSpecialProcedure(REVIEWER, "survey")).code == "already_started"
    assert desk.refused(law.ReturnStep(REVIEWER, "review", "重看。")).code == "special_running"
    assert desk.refused(law.EndSpecialProcedure(REVIEWER, "survey", " ")).code == "no_opinion"


@pytest.mark.row("L10")
@pytest.mark.article("335 §25", "ORD §41", "ORD §27")
def test_the_announcement_tells_basis_time_and_which_clocks_it_stops(desk: Desk) -> None:
    survey = SpecialProcedure(
        "site_survey",
        Span(3),
        ClockEffect(statutory="runs"),
        Basis("中华人民共和国行政许可法", "第三十四条"),
        "勘验时请打开检查井。",
    )
    steps = tuple(replace(each, special_procedure=survey) if each.id == "survey" else each for each in ROAD.process)
    for definition, counted in ((ROAD, "不计入法定办结期限"), (replace(ROAD, process=steps), "计入法定办结期限")):
        desk.case, desk.definition = None, definition
        at_survey(desk, "2026-11-20 Fri 10:00")
        desk.do(law.StartSpecialProcedure(REVIEWER, "survey"))
        (values,) = (each.values for each in desk.history[-1:] if isinstance(each, law.NoticeOrdered))
        counting = str(values["counting"])
        assert f"上述时间{counted}" in counting
        assert "第二十五条第二款的规定，上述时间计入承诺办结期限" in counting
    assert values["procedure_basis"] == "《中华人民共和国行政许可法》第三十四条"
    assert values["procedure_note"] == "勘验时请打开检查井。"


def test_a_step_without_a_special_procedure_stops_no_clock(desk: Desk) -> None:
    accepted(desk, "2026-11-20 Fri 10:00")
    assert desk.refused(law.StartSpecialProcedure(REVIEWER, "review")).code == "no_special_procedure"


@pytest.mark.row("D2")
def test_a_missed_promise_is_marked_once_and_the_case_goes_on(desk: Desk) -> None:
    accepted(desk, "2026-11-20 Fri 10:00")
    desk.pass_time("2026-11-30 Mon 09:00")
    desk.pass_time("2026-12-01 Tue 09:00")
    missed = [each for each in desk.history if isinstance(each, law.DeadlineMissed) and each.deadline == "promise-1"]
    assert [each.at for each in missed] == [last_instant("2026-11-27 Fri")]
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    case = desk.do(law.Grant(CHIEF, "同意。"))
    promise = case.deadline("promise-1")
    assert (case.state, promise.status) == (State.DECIDED, DeadlineStatus.MET)
    assert promise.missed_at == last_instant("2026-11-27 Fri"), "done, and late for ever"


def test_the_last_instant_of_the_last_day_is_in_time(desk: Desk) -> None:
    accepted(desk, "2026-11-20 Fri 10:00")
    promise = desk.deadline(PROMISE)
    assert promise.due is not None
    assert not law.is_overdue(promise, promise.due)
    assert law.is_overdue(promise, promise.due + timedelta(microseconds=1)), "which is 24:00"


@pytest.mark.row("D2")
def test_delivery_is_due_ten_working_days_after_the_decision(desk: Desk) -> None:
    accepted(desk, "2026-11-20 Fri 10:00")
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    desk.at("2026-11-23 Mon 10:00").do(law.Grant(CHIEF, "同意。"))
    assert desk.deadline(DeadlineKind.DELIVERY).due == last_instant("2026-12-07 Mon")


@pytest.mark.row("D2")
def test_a_step_has_its_own_limit_and_a_return_opens_a_new_one(desk: Desk) -> None:
    accepted(desk, "2026-11-20 Fri 10:00")
    assert desk.deadline(DeadlineKind.STEP).due == last_instant("2026-11-24 Tue")
    desk.at("2026-11-23 Mon 10:00").do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    case = desk.do(law.ReturnStep(CHIEF, "review", "请补充意见。"))
    assert [each.status for each in case.deadlines if each.kind is DeadlineKind.STEP] == [
        DeadlineStatus.MET, DeadlineStatus.RUNNING,
    ]  # fmt: skip
    assert desk.deadline(DeadlineKind.STEP).due == last_instant("2026-11-25 Wed")
    assert desk.deadline(PROMISE).due == last_instant("2026-11-27 Fri"), "the applicant's clock is untouched"


@pytest.mark.parametrize(
    ("statutory", "due"),
    [
        (Span(20, Unit.DAYS), "2026-12-10 Thu"),
        (Span(1, Unit.MONTHS), "2026-12-21 Mon"),
        (Span(1, Unit.YEARS), "2027-11-22 Mon"),
    ],
)
def test_a_limit_in_days_months_or_years_ends_on_a_working_day(desk: Desk, statutory: Span, due: str) -> None:
    desk.definition = replace(desk.definition, time=Time(statutory, Span(5)))
    accepted(desk, "2026-11-20 Fri 10:00")
    assert desk.deadline(STATUTORY).due == last_instant(due)


@pytest.mark.row("D3", part="warnings before, marks after")
@pytest.mark.parametrize(
    ("now", "lamp", "left"),
    [
        ("2026-11-20 Fri 12:00", Lamp.GREEN, 5),
        ("2026-11-24 Tue 12:00", Lamp.GREEN, 3),
        ("2026-11-25 Wed 12:00", Lamp.YELLOW, 2),
        ("2026-11-26 Thu 12:00", Lamp.RED, 1),
        ("2026-11-27 Fri 23:59", Lamp.RED, 0),
        ("2026-11-28 Sat 00:00", Lamp.OVERDUE, 0),
        ("2026-11-30 Mon 12:00", Lamp.OVERDUE, -1),
    ],
)
def test_a_lamp_warns_by_the_working_days_that_remain(desk: Desk, now: str, lamp: Lamp, left: int) -> None:
    accepted(desk, "2026-11-20 Fri 10:00")
    promise = desk.deadline(PROMISE)
    assert law.lamp(promise, moment(now), desk.calendar, desk.rulebook) is lamp
    zone = desk.rulebook.timezone
    assert law.remaining_working_days(promise, moment(now), desk.calendar, zone) == left


@pytest.mark.row("D1")
def test_a_promise_of_2026_12_28_is_right_before_and_after_the_next_notice(desk: Desk) -> None:
    accepted(desk, "2026-12-28 Mon 10:00")
    before = desk.deadline(PROMISE)
    assert (before.due, before.provisional) == (last_instant("2027-01-04 Mon"), True)
    off = {date(2027, 1, n): "元旦" for n in (1, 2, 3, 4)}  # a made-up arrangement
    desk.calendar = desk.calendar.with_year(YearNotice(2027, off, {}, source="test"))
    case = desk.at("2026-12-29 Tue 09:00").do(law.Recount())
    after = case.deadline("promise-1")
    assert (after.due, after.provisional) == (last_instant("2027-01-06 Wed"), False)  # 29, 30, 31, then the 5th and 6th
    (event,) = [
        each for each in desk.history if isinstance(each, law.DeadlineRecounted) and each.deadline == "promise-1"
    ]
    assert (event.due_before, event.due) == (before.due, after.due)
    assert "工作日历已更新" in event.reason
    assert desk.ask(law.Recount()) == (), "a second recount finds nothing"


@pytest.mark.row("D5")
def test_an_explanation_tells_every_day_and_every_pause(desk: Desk) -> None:
    at_survey(desk, "2026-09-29 Tue 10:00")
    desk.at("2026-10-08 Thu 09:00").do(law.StartSpecialProcedure(REVIEWER, "survey"))
    paused = law.explain(desk.deadline(STATUTORY), desk.calendar, desk.rulebook)
    assert "自2026年10月8日起暂停计时，已计1日" in paused.text
    desk.at("2026-10-10 Sat 15:00").surveyed().do(law.EndSpecialProcedure(REVIEWER, "survey", "一致。"))
    told = law.explain(desk.deadline(STATUTORY), desk.calendar, desk.rulebook)
    lines = told.text.split("\n")
    assert lines[0] == "法定办结期限：20个工作日，依据：《中华人民共和国行政许可法》第四十二条。"
    assert lines[1] == "2026-09-29 周二 不计入 起始当日不计入"
    assert lines[2] == "2026-09-30 周三 第1日 工作日"
    assert lines[3] == "2026-10-01 周四 不计入 国庆节"
    assert lines[10] == "2026-10-08 周四 不计入 现场勘验期间不计入"
    assert lines[12] == "2026-10-10 周六 第2日 国庆节调休上班"
    assert lines[13] == "2026-10-11 周日 不计入 周末"
    assert lines[-2].startswith("暂停：2026年10月8日至2026年10月10日（当日恢复计时）")
    assert "行政许可法》第四十五条" in lines[-2]
    due = desk.deadline(STATUTORY).due
    assert due is not None
    assert told.lines[-1].day == due.date(), "what explains the date computed it"
    assert lines[-1] == f"期限于2026年11月{due.day}日24时届满。"


@pytest.mark.row("D5")
def test_an_explanation_says_that_a_date_is_presumed(desk: Desk) -> None:
    accepted(desk, "2026-12-28 Mon 10:00")
    told = law.explain(desk.deadline(PROMISE), desk.calendar, desk.rulebook)
    assert "公布至2026年12月31日" in told.conclusion


def test_withdrawing_ends_every_clock(desk: Desk) -> None:
    accepted(desk, "2026-11-20 Fri 10:00")
    assert desk.refused(law.Withdraw(CLERK, " ")).code == "no_reasons"
    case = desk.do(law.Withdraw(CITIZEN, "工程取消。"))
    assert (case.outcome, case.notices[-1]) == (law.CaseOutcome.WITHDRAWN, "withdrawal_notice")
    assert not any(each.is_open for each in case.deadlines)
    assert desk.refused(law.Withdraw(CITIZEN, "再撤一次。")).code == "wrong_state"
