"""Submission, acceptance, non-acceptance: 335 §17, §18, §20, §28."""

from __future__ import annotations

from datetime import date

import pytest

from law.desk import BAD, CHIEF, CITIZEN, CLERK, NUMBER, OK, REVIEWER, Desk, last_instant, named
from tongban import law
from tongban.law import DeadlineKind, DeadlineStatus, State


@pytest.mark.row("L3")
@pytest.mark.row("D2")
@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        ("2026-11-20 Fri 10:00", "2026-11-23 Mon"),
        ("2026-11-20 Fri 23:59", "2026-11-23 Mon"),
        ("2026-11-21 Sat 09:00", "2026-11-23 Mon"),
        ("2026-11-23 Mon 00:00", "2026-11-24 Tue"),
        ("2026-02-13 Fri 16:00", "2026-02-14 Sat"),  # a make-up working day
        ("2026-02-14 Sat 16:00", "2026-02-24 Tue"),  # after the Spring Festival
    ],
)
def test_the_review_deadline_exists_from_the_second_of_submission(desk: Desk, submitted: str, due: str) -> None:
    case = desk.at(submitted).submit("location")
    (deadline,) = case.deadlines
    assert (deadline.kind, deadline.due) == (DeadlineKind.ONLINE_REVIEW, last_instant(due))
    assert case.notices == ("receipt",)


@pytest.mark.row("L1")
@pytest.mark.article("335 §28", "ORD §17")
def test_a_channel_is_recorded_and_nothing_else_differs(desk: Desk) -> None:
    online = desk.submit("location")
    desk.case = None
    window = desk.submit("location", channel="window")
    differs = {name for name in vars(online) if getattr(online, name) != getattr(window, name)}
    assert differs == {"channel", "deadlines"}, "the review limit is the channel's own (335 §17)"
    desk.accept()
    assert desk.case is not None
    assert desk.case.state is State.ACCEPTED


@pytest.mark.row("L2")
def test_a_complete_application_is_accepted_with_a_notice(desk: Desk) -> None:
    desk.submit("location", channel="window")
    assert desk.deadline(DeadlineKind.WINDOW_INTAKE).due == last_instant("2026-11-20 Fri"), "on the spot"
    case = desk.accept()
    assert (case.state, case.accepted_on, case.acceptance_deemed) == (State.ACCEPTED, date(2026, 11, 20), False)
    assert case.notices == ("receipt", "acceptance_notice")
    assert case.current_step == "review"


@pytest.mark.row("L2")
def test_what_can_be_put_right_at_the_window_is_put_right_there(desk: Desk) -> None:
    desk.submit(channel="window")
    assert desk.refused(law.Accept(CLERK)).code == "incomplete"
    desk.do(law.CorrectOnTheSpot(CLERK, (law.HandedIn("location"),), {"area": 13}))
    case = desk.accept()
    assert case.state is State.ACCEPTED
    assert case.supplement is None, "a correction uses up no notice"
    assert case.answers["area"] == 13


def test_on_the_spot_correction_is_for_windows(desk: Desk) -> None:
    desk.submit("location")
    assert desk.refused(law.CorrectOnTheSpot(CLERK, answers={"area": 1})).code == "not_at_window"


@pytest.mark.row("L2")
@pytest.mark.row("L11")
def test_what_is_decided_on_the_spot_needs_no_acceptance_notice(spot: Desk) -> None:
    spot.submit("proof", channel="window")
    case = spot.do(law.Grant(CLERK, "同意。", spot.verdicts()))
    assert (case.state, case.accepted_on) == (State.DECIDED, date(2026, 11, 20))
    assert case.notices == ("receipt", "grant_decision")
    case = spot.do(law.Deliver(CLERK, "window"))
    assert (case.state, case.outcome) == (State.CLOSED, law.CaseOutcome.GRANTED)


def test_an_item_on_the_spot_that_is_accepted_first_is_due_the_same_day(spot: Desk) -> None:
    spot.submit("proof")
    spot.at("2026-11-23 Mon 09:00").accept()
    assert spot.deadline(DeadlineKind.PROMISE).due == last_instant("2026-11-23 Mon")
    assert "acceptance_notice" in (spot.case.notices if spot.case else ())


def test_an_incomplete_application_is_not_decided_on_the_spot(spot: Desk) -> None:
    spot.submit(channel="window")
    assert spot.refused(law.Grant(CLERK, "同意。")).code == "incomplete"


def test_every_material_is_checked_before_acceptance(desk: Desk) -> None:
    desk.submit("location", "photo")
    desk.do(law.CheckMaterial(CLERK, "location", OK))
    refusal = desk.refused(law.Accept(CLERK))
    assert (refusal.code, "现场照片" in refusal.message) == ("not_all_checked", True)
    desk.do(law.CheckMaterial(CLERK, "photo", OK))
    assert desk.do(law.Accept(CLERK)).state is State.ACCEPTED


def test_a_deficient_material_stands_in_the_way_and_says_why(desk: Desk) -> None:
    desk.submit("location")
    assert desk.refused(law.CheckMaterial(CLERK, "location", BAD)).code == "nothing_said"
    desk.do(law.CheckMaterial(CLERK, "location", BAD, "没有标明四至"))
    assert desk.refused(law.Accept(CLERK)).code == "incomplete"


@pytest.mark.article("335 §32")
def test_what_government_holds_is_not_missing(desk: Desk) -> None:
    desk.submit("location")
    assert desk.accept().state is State.ACCEPTED, "the licence was never asked of the applicant (335 §32)"


@pytest.mark.row("L7")
@pytest.mark.article("335 §20")
def test_not_accepting_says_why_and_where_to_go(desk: Desk) -> None:
    desk.submit("location")
    assert desk.refused(law.Decline(CLERK, "  ", "县住房城乡建委")).code == "no_reasons"
    ground = law.DeclineGround.NOT_COMPETENT
    assert desk.refused(law.Decline(CLERK, "不属于本部门职权。", ground=ground)).code == "no_where_to_go"
    case = desk.do(law.Decline(CLERK, "不属于本部门职权。", "请向县住房城乡建委申请。"))
    assert (case.state, case.outcome) == (State.CLOSED, law.CaseOutcome.NOT_ACCEPTED)
    assert case.notices[-1] == "non_acceptance_notice"
    assert not any(each.is_open for each in case.deadlines)
    notice = desk.history[-1]
    assert isinstance(notice, law.NoticeOrdered)
    assert (notice.values["reasons"], notice.values["where_to_go"]) == ("不属于本部门职权。", "请向县住房城乡建委申请")


def test_deficient_materials_are_no_ground_before_the_one_time_notice(desk: Desk) -> None:
    desk.submit()
    command = law.Decline(CLERK, "缺材料。", ground=law.DeclineGround.STILL_DEFICIENT)
    assert desk.refused(command).code == "not_still_deficient"


@pytest.mark.parametrize("actor", [CITIZEN, REVIEWER])
def test_intake_is_the_windows_and_the_chief_representatives(desk: Desk, actor: law.Actor) -> None:
    desk.submit("location")
    commands = (law.Accept(actor), law.Decline(actor, "理由。"), law.RequestSupplement(actor, named(area="不清")))
    assert [desk.refused(each).code for each in commands] == ["wrong_role"] * 3
    assert desk.do(law.Accept(CHIEF, desk.verdicts())).state is State.ACCEPTED


def test_the_same_number_is_not_submitted_twice(desk: Desk) -> None:
    case = desk.submit("location")
    command = law.Submit(CITIZEN, NUMBER, 1, "online", case.applicant, case.answers)
    assert desk.refused(command).code == "already_submitted"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"channel": "kiosk"}, "channel"),
        ({"channel": "window"}, "wrong_role"),
        ({"applicant": law.Applicant("p1", "institution", "某院")}, "applicant_kind"),
        ({"materials": (law.HandedIn("plan"),)}, "not_applicable"),
        ({"materials": (law.HandedIn("invented"),)}, "not_applicable"),
        ({"materials": (law.HandedIn("location"), law.HandedIn("location"))}, "twice"),
        ({"actor": REVIEWER}, "wrong_role"),
    ],
)
def test_a_submission_that_does_not_fit_is_refused(desk: Desk, changes: dict[str, object], code: str) -> None:
    whole: dict[str, object] = {
        "actor": CITIZEN, "number": NUMBER, "version": 1, "channel": "online",
        "applicant": law.Applicant("p1", "person", "张三"), "answers": {"purpose": "stacking"}, "materials": (),
    }  # fmt: skip
    assert desk.refused(law.Submit(**(whole | changes))).code == code  # type: ignore[arg-type]


@pytest.mark.row("D2")
def test_a_moved_anchor_supersedes_the_deadline_by_a_new_row(desk: Desk) -> None:
    desk.submit("location", channel="online")
    desk.at("2026-11-23 Mon 09:00")
    for no_earlier in (date(2026, 11, 20), date(2026, 11, 21)):
        assert desk.refused(law.CorrectReceiptDay(CLERK, no_earlier, "原因")).code == "later_receipt"
    case = desk.do(law.CorrectReceiptDay(CLERK, date(2026, 11, 19), "材料已于前一日寄达"))
    old, new = case.deadlines[:2]
    assert (old.status, old.superseded_by, old.due) == (
        DeadlineStatus.SUPERSEDED, "online_review-2", last_instant("2026-11-23 Mon"),
    )  # fmt: skip
    assert (new.anchor, new.due) == (date(2026, 11, 19), last_instant("2026-11-20 Fri"))
    assert (case.acceptance_deemed, case.accepted_on) == (True, date(2026, 11, 19)), "it had already lapsed"
