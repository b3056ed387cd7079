"""What random walks found: each is told here as a short story, so that it stays found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from law.desk import CHIEF, CITIZEN, CLERK, REVIEWER, ROAD, Desk, last_instant, named
from tongban import law
from tongban.definitions.model import Field, Span, Unit
from tongban.fields import field_types
from tongban.law import DeadlineKind
from tongban.law.case_json import case_from_json, case_to_json

ANOTHER = law.Actor("r2", "王六", "reviewer")


@pytest.mark.row("L4")
@pytest.mark.article("335 §25")
def test_a_limit_that_ends_today_is_not_overdue_for_the_days_on_which_the_case_stood_still(spot: Desk) -> None:
    spot.submit("proof", channel="window")
    spot.accept()
    spot.do(law.SuspendCase(CHIEF, law.SuspensionGround.FORCE_MAJEURE, "停电。"))
    spot.at("2026-11-25 Wed 09:00").do(law.ResumeCase(CHIEF, "已经恢复供电。"))
    assert spot.deadline(DeadlineKind.PROMISE).due == last_instant("2026-11-25 Wed")
    assert spot.do(law.PassTime()).deadlines[-1].missed_at is None


@pytest.mark.row("L8")
@pytest.mark.article("335 §21", "335 §24")
def test_a_signature_is_not_asked_of_who_must_step_aside(desk: Desk) -> None:
    desk.submit("location")
    desk.accept()
    namesake = law.Actor("r9", "张三", "reviewer")
    refusal = desk.refused(law.AskCountersign(REVIEWER, "review", "reviewer", namesake, "请会签。"))
    assert refusal.code == "not_fit"


@pytest.mark.row("L8")
@pytest.mark.article("335 §21", "335 §24")
def test_another_of_the_role_signs_for_who_stepped_aside_after_being_asked(desk: Desk) -> None:
    desk.submit("location")
    desk.accept()
    desk.do(law.AskCountersign(REVIEWER, "review", "reviewer", ANOTHER, "请会签。"))
    desk.do(law.Recuse(ANOTHER, "与申请人是亲属。"))
    desk.do(law.Countersign(law.Actor("r3", "王七", "reviewer"), "review", "同意。"))
    assert desk.do(law.CompleteStep(REVIEWER, "review", "齐全。")).steps_done


@pytest.mark.row("L8")
@pytest.mark.article("335 §21")
def test_between_offices_too_nobody_steps_aside_twice(desk: Desk) -> None:
    desk.definition = replace(ROAD, item="_road", hash="road-office")
    desk.submit("location")
    desk.do(law.Recuse(REVIEWER, "曾经经办。"))
    assert desk.refused(law.Recuse(REVIEWER, "曾经经办。")).code == "already_recused"


def decided(desk: Desk, *, electronic: bool = False) -> Desk:
    if electronic:
        on_opening = replace(desk.rulebook.electronic_delivered_on_arrival, holds=False)
        desk.rulebook = replace(desk.rulebook, electronic_delivered_on_arrival=on_opening)
    desk.submit("location")
    desk.accept()
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    desk.do(law.Grant(CHIEF, "同意。"))
    return desk


@pytest.mark.row("L11")
@pytest.mark.article("335 §26")
def test_one_failed_attempt_entered_twice_is_one_attempt(desk: Desk) -> None:
    decided(desk)
    failed = law.RecordFailedDelivery(CLERK, law.FailureGround.NOBODY, "上午无人签收。", "electronic")
    desk.do(failed)
    assert desk.refused(failed).code == "already_recorded"
    assert desk.refused(law.AnnounceDelivery(CLERK, "无法送达。")).code == "not_tried"
    assert len(desk.do(replace(failed, note="下午无人签收。")).failed_deliveries) == 2


@pytest.mark.row("L11")
@pytest.mark.article("335 §26")
def test_who_opens_an_electronic_result_has_confirmed_it_once(desk: Desk) -> None:
    decided(desk, electronic=True).do(law.Deliver(CLERK, "electronic"))
    case = desk.do(law.ConfirmReceipt(CITIZEN))
    assert case.delivery is not None
    assert case.delivery.confirmed_at == desk.now
    assert desk.refused(law.ConfirmReceipt(CITIZEN)).code == "already_confirmed"


@pytest.mark.row("L12")
@pytest.mark.article("335 §26")
def test_a_document_is_issued_anew_once_a_day(desk: Desk) -> None:
    decided(desk).do(law.ReissueOutcome(CHIEF, law.ReissueGround.LOST, "遗失。"))
    assert desk.refused(law.ReissueOutcome(CHIEF, law.ReissueGround.LOST, "遗失。")).code == "already_reissued"
    life = desk.at("2026-11-23 Mon 10:00").do(law.ReissueOutcome(CHIEF, law.ReissueGround.LOST, "再次遗失。")).life
    assert life is not None
    assert life.reissues == 2


@pytest.mark.row("L12")
@pytest.mark.article("335 §26", "ORD §16")
def test_the_same_correction_is_not_made_twice_running(desk: Desk) -> None:
    decided(desk)
    right = law.CorrectOutcome(CHIEF, "grant_decision", (law.Correction("面积", "12", "13"),), "笔误。")
    back = replace(right, corrections=(law.Correction("面积", "13", "12"),))
    desk.do(right)
    assert desk.refused(right).code == "already_corrected"
    desk.do(back)
    assert len(desk.do(right).corrected) == 3


@pytest.mark.row("L4")
@pytest.mark.article("335 §18")
def test_what_was_supplied_is_not_supplied_again_unchanged(desk: Desk) -> None:
    desk.submit(purpose="works")
    desk.do(law.RequestSupplement(CLERK, named(location="没有提交。", plan="没有提交。")))
    one = law.Supply(CITIZEN, (law.HandedIn("location", ("file-1",)),))
    desk.do(one)
    assert desk.refused(one).code == "nothing_new"
    better = desk.do(replace(one, materials=(law.HandedIn("location", ("file-2",)),))).material("location")
    assert better is not None
    assert better.revision == 2


@pytest.mark.row("L4")
@pytest.mark.article("335 §18")
def test_several_choices_supplied_again_are_the_same_after_the_case_was_kept(desk: Desk) -> None:
    goods = Field(
        "goods",
        "堆放什么",
        "multi_choice",
        field_types["multi_choice"].load_options({"choices": {"sand": "砂", "brick": "砖"}}),
    )
    desk.definition = replace(ROAD, sections=(replace(ROAD.sections[0], fields=(goods,)),), hash="goods-1")
    desk.submit(purpose="stacking")
    field = law.Deficiency(law.DeficiencyKind.FIELD, "goods", "请核对。")
    desk.do(law.RequestSupplement(CLERK, (*named(location="没有提交。"), field)))
    one = law.Supply(CITIZEN, (), {"goods": ["sand", "brick"]})
    desk.case = case_from_json(case_to_json(desk.do(one)))
    assert desk.refused(one).code == "nothing_new"


@pytest.mark.row("L2")
@pytest.mark.article("ORD §15")
def test_a_correction_on_the_spot_that_changes_nothing_makes_nothing(desk: Desk) -> None:
    desk.submit("location", channel="window")
    right = law.CorrectOnTheSpot(CLERK, (law.HandedIn("location", ("file-2",)),), {"area": 6})
    once = desk.do(right)
    assert desk.ask(right) == ()
    assert desk.do(right) == once


@pytest.mark.row("L4")
@pytest.mark.article("335 §25")
def test_a_limit_stopped_on_the_working_day_to_which_it_had_moved_goes_on_after_the_stop(desk: Desk) -> None:
    """Five days from Monday the 23rd end on Saturday, moved to Monday the 30th, on which the case stands still."""
    desk.definition = replace(ROAD, time=replace(ROAD.time, promise=Span(5, Unit.DAYS)), hash="road-days")
    desk.at("2026-11-23 Mon 10:00").submit("location")
    desk.accept()
    assert desk.deadline(DeadlineKind.PROMISE).due == last_instant("2026-11-30 Mon")
    desk.at("2026-11-30 Mon 09:00").do(law.SuspendCase(CHIEF, law.SuspensionGround.FORCE_MAJEURE, "停电。"))
    desk.at("2026-12-03 Thu 09:00").do(law.ResumeCase(CHIEF, "已经恢复供电。"))
    assert desk.deadline(DeadlineKind.PROMISE).due == last_instant("2026-12-03 Thu")


@pytest.mark.row("L8")
@pytest.mark.article("335 §24")
def test_who_has_signed_is_not_asked_by_name_to_sign_again(desk: Desk) -> None:
    desk.submit("location")
    desk.accept()
    desk.do(law.AskCountersign(REVIEWER, "review", "reviewer", None, "请会签。"))
    desk.do(law.Countersign(ANOTHER, "review", "同意。"))
    refusal = desk.refused(law.AskCountersign(REVIEWER, "review", "reviewer", ANOTHER, "请会签。"))
    assert refusal.code == "already_signed"


@pytest.mark.row("L10")
@pytest.mark.article("ORD §41")
def test_the_same_survey_is_not_appointed_twice(desk: Desk) -> None:
    desk.submit("location", "plan", purpose="works")
    desk.accept()
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    desk.do(law.StartSpecialProcedure(REVIEWER, "survey"))
    appointed = law.AppointSurvey(REVIEWER, "survey", date(2026, 11, 24), "上午9时", "现场", ("王五", "王六"))
    desk.do(appointed)
    assert desk.refused(appointed).code == "already_appointed"
    assert desk.do(replace(appointed, time="下午2时")).surveys[-1].time == "下午2时"


@pytest.mark.row("L12")
@pytest.mark.article("335 §26")
def test_what_runs_out_while_a_hearing_can_be_asked_for_ends_that_time_too(desk: Desk) -> None:
    valid = tuple(replace(each, valid=Span(60, Unit.DAYS)) for each in ROAD.results)
    desk.definition = replace(ROAD, results=valid, hash="road-sixty")
    decided(desk)
    desk.at("2027-01-17 Sun 10:00").do(law.TellRevocation(CHIEF, law.RevocationGround.FRAUD, "材料虚假。"))
    case = desk.pass_time("2027-03-01 Mon 10:00")
    assert case.life is not None
    assert case.life.state is law.OutcomeState.EXPIRED
    assert desk.deadline(DeadlineKind.HEARING_REQUEST).status is law.DeadlineStatus.CANCELLED
