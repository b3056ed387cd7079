"""The one-time notice and its four outcomes: 335 §18, ORD §15."""

from __future__ import annotations

from datetime import date

import pytest

from law.desk import CITIZEN, CLERK, REVIEWER, Desk, last_instant, moment, named
from tongban import law
from tongban.calendars import YearNotice
from tongban.definitions.model import Span, Unit
from tongban.law import CaseOutcome, DeadlineKind, DeadlineStatus, State


@pytest.mark.row("L4")
def test_one_notice_names_everything_and_the_limit(desk: Desk) -> None:
    desk.submit("location", purpose="works")
    case = desk.request(location="没有标明四至", plan="没有提交施工方案", area="面积与图纸不一致")
    assert (case.state, case.notices[-1]) == (State.SUPPLEMENTING, "supplement_notice")
    due = desk.deadline(DeadlineKind.SUPPLEMENT).due
    assert due == last_instant("2026-12-04 Fri"), "ten working days from Friday the 20th"
    order = desk.history[-1]
    assert isinstance(order, law.NoticeOrdered)
    assert [each["name"] for each in order.values["deficiencies"]] == ["占用位置图", "施工方案", "占用面积"]  # type: ignore[attr-defined]
    assert (order.values["supplement_days"], order.values["supplement_due"]) == ("10个工作日", date(2026, 12, 4))


@pytest.mark.row("L4")
def test_a_second_notice_is_refused(desk: Desk) -> None:
    desk.submit("location", purpose="works")
    desk.request(plan="没有提交")
    assert desk.refused(law.RequestSupplement(CLERK, named(location="还缺四至"))).code == "second_notice"
    desk.at("2026-11-24 Tue 10:00").do(law.Supply(CITIZEN, (law.HandedIn("plan"),)))
    refusal = desk.refused(law.RequestSupplement(CLERK, named(location="还缺四至"), verdicts=desk.verdicts()))
    assert (refusal.code, refusal.article) == ("second_notice", "335 §18")


@pytest.mark.row("L4")
@pytest.mark.parametrize(
    ("swept", "accepted_on"),
    [("2026-11-24 Tue 00:00", date(2026, 11, 20)), ("2027-03-01 Mon 09:00", date(2026, 11, 20))],
)
def test_no_notice_in_time_counts_as_accepted_from_the_day_of_receipt(
    desk: Desk, swept: str, accepted_on: date
) -> None:
    desk.submit("location")
    case = desk.pass_time("2026-11-23 Mon 23:59")
    assert case.state is State.SUBMITTED, "the last day is whole"
    case = desk.pass_time(swept)
    assert (case.state, case.acceptance_deemed, case.accepted_on) == (State.ACCEPTED, True, accepted_on)
    assert case.accepted_at == last_instant("2026-11-23 Mon")
    assert desk.deadline(DeadlineKind.PROMISE).due == last_instant("2026-11-27 Fri"), "counted from the receipt"
    assert case.deadline("online_review-1").status is DeadlineStatus.LAPSED


@pytest.mark.row("L4")
def test_a_notice_sent_late_finds_the_case_accepted(desk: Desk) -> None:
    desk.submit()
    refusal = desk.at("2026-11-24 Tue 09:00").refused(law.RequestSupplement(CLERK, named(location="没有提交")))
    assert refusal.code == "wrong_state", "no sweep has run, and yet it is too late"
    assert desk.refused(law.Decline(CLERK, "理由。")).code == "wrong_state"


@pytest.mark.row("L4")
def test_what_is_not_supplied_in_time_counts_as_withdrawn(desk: Desk) -> None:
    desk.submit()
    desk.request(location="没有提交")
    assert desk.pass_time("2026-12-04 Fri 23:59").state is State.SUPPLEMENTING
    case = desk.pass_time("2026-12-05 Sat 00:00")
    assert (case.state, case.outcome) == (State.CLOSED, CaseOutcome.DEEMED_WITHDRAWN)
    assert (case.closed_at, case.notices[-1]) == (last_instant("2026-12-04 Fri"), "withdrawal_notice")
    assert desk.refused(law.Supply(CITIZEN, (law.HandedIn("location"),))).code == "wrong_state"


@pytest.mark.row("L4")
def test_what_is_supplied_is_reviewed_anew_within_one_working_day(desk: Desk) -> None:
    desk.submit()
    desk.request(location="没有提交")
    case = desk.at("2026-11-27 Fri 20:00").do(law.Supply(CITIZEN, (law.HandedIn("location"),)))
    assert (case.state, case.received_on) == (State.SUBMITTED, date(2026, 11, 27))
    assert desk.deadline(DeadlineKind.ONLINE_REVIEW).due == last_instant("2026-11-30 Mon")
    case = desk.at("2026-11-30 Mon 10:00").accept()
    assert (case.state, case.accepted_on) == (State.ACCEPTED, date(2026, 11, 30))


@pytest.mark.row("L4")
def test_silence_after_the_supply_accepts_as_of_the_supply(desk: Desk) -> None:
    desk.submit()
    desk.request(location="没有提交")
    desk.at("2026-11-27 Fri 20:00").do(law.Supply(CITIZEN, (law.HandedIn("location"),)))
    case = desk.pass_time("2026-12-01 Tue 00:00")
    assert (case.acceptance_deemed, case.accepted_on) == (True, date(2026, 11, 27))


def test_supplied_in_part_is_not_supplied(desk: Desk) -> None:
    desk.submit(purpose="works")
    desk.request(location="没有提交", plan="没有提交", area="请核对")
    case = desk.do(law.Supply(CITIZEN, (law.HandedIn("plan"),)))
    assert case.state is State.SUPPLEMENTING
    case = desk.do(law.Supply(CITIZEN, (law.HandedIn("location"),)))
    assert case.state is State.SUPPLEMENTING
    case = desk.do(law.Supply(CITIZEN, answers={"area": 15}))
    assert (case.state, case.answers["area"]) == (State.SUBMITTED, 15)


def test_a_material_supplied_again_has_a_new_revision_and_no_verdict(desk: Desk) -> None:
    desk.submit("location", "photo")
    desk.request(location="不清楚")
    case = desk.do(law.Supply(CITIZEN, (law.HandedIn("location", ("new",)),)))
    states = {each.id: each for each in case.materials}
    assert (states["location"].revision, states["location"].verdict) == (2, None)
    assert states["photo"].verdict is law.Verdict.OK
    assert desk.refused(law.Accept(CLERK)).code == "not_all_checked"


def test_after_the_notice_only_what_it_named_can_stand_in_the_way(desk: Desk) -> None:
    desk.submit("location", "photo", purpose="works")
    desk.request(plan="没有提交")
    desk.do(law.Supply(CITIZEN, (law.HandedIn("plan"),)))
    late = desk.verdicts(photo="现在才发现不清楚")
    assert desk.do(law.Accept(CLERK, late)).state is State.ACCEPTED


def test_what_is_still_deficient_is_declined_with_reasons_not_sent_back_again(desk: Desk) -> None:
    desk.submit("location")
    desk.request(location="没有标明四至")
    desk.do(law.Supply(CITIZEN, (law.HandedIn("location"),)))
    refusal = desk.refused(law.Accept(CLERK, desk.verdicts(location="仍没有标明四至")))
    assert (refusal.code, refusal.article) == ("still_deficient", "335 §18, §20")
    desk.do(law.CheckMaterial(CLERK, "location", law.Verdict.DEFICIENT, "仍没有标明四至"))
    ground = law.DeclineGround.STILL_DEFICIENT
    case = desk.do(law.Decline(CLERK, "补正后仍没有标明占用范围四至。", ground=ground))
    assert case.outcome is CaseOutcome.NOT_ACCEPTED


@pytest.mark.parametrize(
    ("missing", "code", "article"),
    [
        ({}, "nothing_named", "335 §18"),
        ({"invented": "缺少"}, "not_listed", "ORD §38"),
        ({"plan": "缺少"}, "not_applicable", "ORD §38"),  # not for stacking
        ({"licence": "缺少"}, "obtainable_by_sharing", "335 §32"),
        ({"location": " "}, "nothing_said", "335 §18"),
        ({"area": "请核对"}, "not_everything_named", "335 §18"),  # the location is missing and not named
    ],
)
def test_a_notice_that_the_law_does_not_know_is_refused(
    desk: Desk, missing: dict[str, str], code: str, article: str
) -> None:
    desk.submit()
    refusal = desk.refused(law.RequestSupplement(CLERK, named(**missing)))
    assert (refusal.code, refusal.article) == (code, article)


def test_the_notice_waits_until_everything_has_been_looked_at(desk: Desk) -> None:
    desk.submit("location", "photo", purpose="works")
    assert desk.refused(law.RequestSupplement(CLERK, named(plan="没有提交"))).code == "not_all_checked"


@pytest.mark.parametrize(
    ("limit", "code"),
    [(Span(9), "limit_too_short"), (Span(13, Unit.DAYS), "limit_too_short"), (Span(61), "limit_too_long")],
)
def test_the_limit_keeps_the_bounds(desk: Desk, limit: Span, code: str) -> None:
    desk.submit()
    command = law.RequestSupplement(CLERK, named(location="没有提交"), limit)
    assert desk.refused(command).code == code


def test_a_longer_limit_may_be_given_in_another_unit(desk: Desk) -> None:
    desk.submit()
    desk.do(law.RequestSupplement(CLERK, named(location="没有提交"), Span(1, Unit.MONTHS)))
    assert desk.deadline(DeadlineKind.SUPPLEMENT).due == last_instant("2026-12-21 Mon"), "the 20th is a Sunday"


def test_corrected_answers_that_ask_for_more_say_so_at_once(desk: Desk) -> None:
    desk.submit("location")
    desk.request(area="请核对用途和面积")
    refusal = desk.refused(law.Supply(CITIZEN, answers={"area": 5, "purpose": "works"}))
    assert (refusal.code, "施工方案" in refusal.message) == ("situation_changed", True)
    case = desk.do(law.Supply(CITIZEN, (law.HandedIn("plan"),), {"area": 5, "purpose": "works"}))
    assert case.state is State.SUBMITTED


@pytest.mark.row("D1")
def test_nobody_loses_a_right_on_a_day_that_is_only_presumed(desk: Desk) -> None:
    desk.at("2026-12-28 Mon 10:00").submit()
    desk.request(location="没有提交")
    assert desk.deadline(DeadlineKind.SUPPLEMENT).provisional
    assert desk.pass_time("2027-02-01 Mon 10:00").state is State.SUPPLEMENTING
    desk.calendar = desk.calendar.with_year(YearNotice(2027, {date(2027, 1, 1): "元旦"}, {}, source="test"))
    case = desk.do(law.PassTime())
    assert case.outcome is CaseOutcome.DEEMED_WITHDRAWN, "the year is known now"
    assert case.closed_at == last_instant("2027-01-12 Tue"), "29, 30, 31, 4 to 8, 11, 12"


def test_a_supply_is_the_applicants(desk: Desk) -> None:
    desk.submit()
    desk.request(location="没有提交")
    assert desk.refused(law.Supply(REVIEWER, (law.HandedIn("location"),))).code == "wrong_role"
    assert desk.refused(law.Supply(CITIZEN)).code == "nothing_supplied"
    assert desk.now == moment("2026-11-20 Fri 10:00")
