"""A decision in part, the ways of delivery and their failures, and the survey on the spot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from law.desk import CHIEF, CITIZEN, CLERK, REVIEWER, ROAD, Desk, last_instant
from tongban import law
from tongban.definitions.rulebook import Switch
from tongban.law import CaseOutcome, DeadlineKind, FailureGround, State

BY_POST = law.SendResult(CLERK, "示例速递", "示例单号0001")
CAME_BACK = law.RecordFailedDelivery(CLERK, FailureGround.RETURNED, "11月25日退回，无人签收。")


@pytest.fixture
def decided(desk: Desk) -> Desk:
    desk.definition = replace(ROAD, delivery=("courier", "electronic"))
    desk.submit("location")
    desk.accept()
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    desk.do(law.Grant(CHIEF, "同意。"))
    return desk


@pytest.mark.row("L11")
@pytest.mark.article("335 §26", "ORD §16")
def test_a_grant_in_part_names_both_parts_with_reasons_and_remedies(desk: Desk) -> None:
    desk.submit("location")
    desk.accept()
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    part = law.GrantInPart(CHIEF, ("占用人行道",), ("占用车行道",), "车行道不得占用。", "部分同意。")
    assert desk.refused(replace(part, reasons=" ")).code == "no_reasons"
    assert desk.refused(replace(part, refused=())).code == "not_in_part"
    assert desk.refused(replace(part, refused=("占用人行道",))).code == "both"
    case = desk.do(part)
    assert (case.outcome, case.notices[-1]) == (CaseOutcome.GRANTED_IN_PART, "partial_grant_decision")
    notice = next(each for each in desk.history if isinstance(each, law.NoticeOrdered) and "partial" in each.notice)
    assert notice.values["refused"] == ("占用车行道",)
    assert "行政复议" in str(notice.values["remedies"])
    assert case.life is not None


@pytest.mark.row("L12")
@pytest.mark.article("335 §15", "335 §26")
def test_a_courier_has_a_number_and_what_comes_back_is_fetched_at_the_window(decided: Desk) -> None:
    assert decided.refused(replace(BY_POST, tracking="")).code == "no_tracking"
    assert decided.refused(law.Deliver(CLERK, "courier")).code == "no_tracking"
    assert decided.refused(law.Deliver(CLERK, "window")).code == "delivery_method"
    decided.do(BY_POST)
    assert decided.refused(BY_POST).code == "on_its_way"
    case = decided.do(CAME_BACK)
    assert case.dispatch is None
    assert decided.deadline(DeadlineKind.DELIVERY).is_open, "the limit goes on"
    case = decided.do(law.Deliver(CLERK, "window", "张三"))
    assert (case.state, case.delivery and case.delivery.method) == (State.CLOSED, "window")


@pytest.mark.row("L12")
def test_the_receipt_tells_the_courier_and_its_number(decided: Desk) -> None:
    decided.do(BY_POST)
    decided.do(law.Deliver(CLERK, "courier", "李四（代收）"))
    notice = decided.history[-1]
    assert isinstance(notice, law.NoticeOrdered)
    assert notice.values["delivery_method"] == "寄递送达（承运单位：示例速递，运单号：示例单号0001）"
    assert notice.values["receiver"] == "李四（代收）"


@pytest.mark.row("L12")
def test_an_announcement_delivers_by_its_end_and_only_after_all_else_failed(decided: Desk) -> None:
    announce = law.AnnounceDelivery(CLERK, "两次寄递均被退回。")
    decided.do(BY_POST)
    decided.do(CAME_BACK)
    assert decided.refused(announce).code == "not_tried"
    decided.do(law.RecordFailedDelivery(CLERK, FailureGround.NOBODY, "11月26日再次投递，无人签收。", "courier"))
    decided.do(announce)
    assert decided.refused(announce).code == "already_announced"
    case = decided.pass_time("2027-01-15 Fri 09:00")
    assert case.state is State.CLOSED
    assert case.delivery is not None
    assert case.delivery.method == "announcement"
    assert case.delivery.at == last_instant("2026-12-21 Mon"), "30 days end on a Sunday, so with Monday"
    late = [each for each in case.deadlines if each.kind is DeadlineKind.DELIVERY]
    assert late[0].missed_at is not None, "an announcement does not stop the limit"


@pytest.mark.row("L12")
def test_electronic_delivery_counts_from_arrival_or_from_opening(decided: Desk) -> None:
    decided.rulebook = replace(decided.rulebook, electronic_delivered_on_arrival=Switch(False, "test"))
    assert decided.do(law.Deliver(CLERK, "electronic")).state is State.DECIDED
    assert decided.refused(law.ConfirmReceipt(CLERK)).code == "wrong_role"
    case = decided.at("2026-11-24 Tue 10:00").do(law.ConfirmReceipt(CITIZEN))
    assert case.delivery is not None
    assert case.delivery.at.date() == date(2026, 11, 24)


@pytest.mark.row("L12")
def test_the_applicant_confirms_once_what_has_arrived(decided: Desk) -> None:
    assert decided.refused(law.ConfirmReceipt(CITIZEN)).code == "not_sent"
    decided.do(law.Deliver(CLERK, "electronic"))
    case = decided.do(law.ConfirmReceipt(CITIZEN))
    assert case.delivery
    assert case.delivery.confirmed_at
    assert decided.refused(law.ConfirmReceipt(CITIZEN)).code == "already_confirmed"


@pytest.mark.row("L10")
@pytest.mark.article("335 §25", "ORD §27", "ORD §41")
def test_a_survey_is_appointed_with_two_told_and_recorded_before_it_ends(desk: Desk) -> None:
    desk.submit("location", "plan", purpose="works")
    desk.accept()
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    day = date(2026, 11, 23)
    survey = law.AppointSurvey(REVIEWER, "survey", day, "上午9时", "云江大道1号", ("王五", "钱七"))
    assert desk.refused(survey).code == "not_started"
    desk.do(law.StartSpecialProcedure(REVIEWER, "survey"))
    assert desk.refused(replace(survey, surveyors=("王五", "王五"))).code == "two_surveyors"
    assert desk.refused(replace(survey, on=date(2026, 11, 22))).code == "day_off"
    assert desk.refused(replace(survey, on=date(2026, 11, 19))).code == "past_day"
    assert desk.do(survey).notices[-1] == "survey_notice"
    desk.at("2026-11-23 Mon 16:00")
    record = law.RecordSurvey(REVIEWER, "survey", day, "现场与申请一致。", ("王五", "钱七", "张三"), ("photo-1",))
    assert desk.refused(law.EndSpecialProcedure(REVIEWER, "survey", "一致。")).code == "not_recorded"
    assert desk.refused(replace(record, present=("王五", "张三"))).code == "two_surveyors"
    assert desk.refused(replace(record, findings="")).code == "no_findings"
    case = desk.do(record)
    assert case.surveys[0].files == ("photo-1",)
    desk.do(law.EndSpecialProcedure(REVIEWER, "survey", "一致。"))
