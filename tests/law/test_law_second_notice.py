"""A reminder before silence withdraws, a receipt for every hand-in, and a second notice only by a supervisor."""

from __future__ import annotations

import pytest

from law.desk import CHIEF, CITIZEN, CLERK, REVIEWER, Desk, last_instant, moment
from law.promising import SUPERVISOR
from tongban import law
from tongban.definitions.model import Span, Unit
from tongban.law import DeadlineKind, DeadlineStatus, State

pytestmark = [pytest.mark.row("L4"), pytest.mark.article("335 §18", "ORD §15")]


def orders(desk: Desk, notice: str) -> list[law.NoticeOrdered]:
    return [each for each in desk.history if isinstance(each, law.NoticeOrdered) and each.notice == notice]


def supply(*materials: str, **answers: object) -> law.Supply:
    return law.Supply(CITIZEN, tuple(law.HandedIn(each, ("new",)) for each in materials), answers)


def test_a_reminder_goes_out_once_before_the_limit_ends(desk: Desk) -> None:
    desk.submit()
    desk.request(location="没有提交。")
    assert desk.deadline(DeadlineKind.SUPPLEMENT).due == last_instant("2026-12-04 Fri")
    assert desk.deadline(DeadlineKind.SUPPLEMENT_REMINDER).due == last_instant("2026-12-02 Wed")
    desk.pass_time("2026-12-02 Wed 23:00")
    assert orders(desk, "supplement_reminder") == []
    desk.pass_time("2026-12-03 Thu 00:01")
    (reminder,) = orders(desk, "supplement_reminder")
    assert reminder.at == last_instant("2026-12-02 Wed")
    assert reminder.values["deficiencies"] == ({"name": "占用位置图", "missing": "没有提交。"},)
    assert reminder.values["supplement_due"] == moment("2026-12-04 Fri").date()
    desk.pass_time("2026-12-04 Fri 12:00")
    assert len(orders(desk, "supplement_reminder")) == 1


def test_the_reminder_is_no_limit_that_anybody_missed(desk: Desk) -> None:
    desk.submit()
    desk.request(location="没有提交。")
    case = desk.pass_time("2026-12-07 Mon")
    assert case.outcome is law.CaseOutcome.DEEMED_WITHDRAWN
    reminder = desk.deadline(DeadlineKind.SUPPLEMENT_REMINDER)
    assert (reminder.status, reminder.missed_at) == (DeadlineStatus.MET, None)
    assert case.notices[-2:] == ("supplement_reminder", "withdrawal_notice")


def test_who_has_supplied_is_not_reminded(desk: Desk) -> None:
    desk.submit()
    desk.request(location="没有提交。")
    desk.do(supply("location"))
    desk.pass_time("2026-12-07 Mon")
    assert orders(desk, "supplement_reminder") == []


def test_a_reminder_names_only_what_is_still_open(desk: Desk) -> None:
    desk.submit()
    desk.request(location="没有提交。", area="请核对。")
    desk.do(supply(area=15))
    desk.pass_time("2026-12-03 Thu")
    assert [each["name"] for each in orders(desk, "supplement_reminder")[0].values["deficiencies"]] == ["占用位置图"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("limit", "day"), [(Span(20, Unit.DAYS), "2026-12-08 Tue"), (Span(11), "2026-12-03 Thu")])
def test_a_limit_in_any_unit_has_its_reminder(desk: Desk, limit: Span, day: str) -> None:
    desk.submit()
    verdicts = desk.verdicts()
    named = (law.Deficiency(law.DeficiencyKind.MATERIAL, "location", "没有提交。"),)
    desk.do(law.RequestSupplement(CLERK, named, limit, verdicts))
    assert desk.deadline(DeadlineKind.SUPPLEMENT_REMINDER).due == last_instant(day)


@pytest.mark.row("L1")
@pytest.mark.article("335 §28")
def test_every_hand_in_has_its_receipt(desk: Desk) -> None:
    desk.submit()
    desk.request(location="没有提交。", area="请核对。")
    desk.do(supply("location"))
    desk.do(supply(area=15))
    part, whole = orders(desk, "supply_receipt")
    assert (part.values["materials"], part.values["still_missing"]) == (("占用位置图",), ("占用面积",))
    assert part.values["review_due"] is None
    assert (whole.values["materials"], whole.values["still_missing"]) == (("占用面积",), ())
    assert whole.values["review_due"] == moment("2026-11-23 Mon").date()


def again(desk: Desk) -> Desk:
    """Bring a case back under review after its one notice."""
    desk.submit("location")
    desk.request(area="请核对。")
    desk.do(supply(area=15))
    return desk


def test_what_already_passed_cannot_be_named_again(desk: Desk) -> None:
    again(desk)
    named = (law.Deficiency(law.DeficiencyKind.MATERIAL, "location", "比例不对。"),)
    assert desk.refused(law.RequestSupplement(CLERK, named)).code == "second_notice"


def test_a_supervisor_lets_it_be_done_for_once_and_it_is_on_record(desk: Desk) -> None:
    again(desk)
    case = desk.do(law.AllowSecondNotice(SUPERVISOR, "位置图系他人冒用，事后才能发现。"))
    assert len(case.earlier_supplements) == 1
    case = desk.request(location="请重新提交本人的位置图。")
    assert case.state is State.SUPPLEMENTING
    desk.do(supply("location"))
    assert desk.refused(law.RequestSupplement(CLERK, ())).code == "second_notice"
    (allowed,) = [each for each in desk.history if isinstance(each, law.SecondNoticeAllowed)]
    assert allowed.reason.startswith("位置图")


@pytest.mark.parametrize("actor", [CITIZEN, CLERK, REVIEWER, CHIEF])
def test_nobody_but_a_supervisor_allows_it(desk: Desk, actor: law.Actor) -> None:
    again(desk)
    assert desk.refused(law.AllowSecondNotice(actor, "有必要。")).code == "wrong_role"


def test_it_needs_a_reason_and_a_first_notice(desk: Desk) -> None:
    desk.submit("location")
    assert desk.refused(law.AllowSecondNotice(SUPERVISOR, "有必要。")).code == "no_notice_yet"
    desk.request(area="请核对。")
    desk.do(supply(area=15))
    assert desk.refused(law.AllowSecondNotice(SUPERVISOR, " ")).code == "no_reasons"


def test_silence_accepts_even_where_a_second_notice_was_allowed(desk: Desk) -> None:
    again(desk).do(law.AllowSecondNotice(SUPERVISOR, "有必要。"))
    assert desk.pass_time("2026-11-25 Wed").acceptance_deemed
