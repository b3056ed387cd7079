"""Told and promised (告知承诺): made, withdrawn, looked into, put right, revoked (335 §23; ORD §30–32)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from law.desk import CHIEF, CITIZEN, CLERK, REVIEWER, Desk, last_instant, moment
from law.promising import TOLD, at, hand_in
from tongban import law
from tongban.definitions.model import Field
from tongban.fields import field_types
from tongban.law import CheckResult, DeadlineKind, State
from tongban.law.work import work_of

pytestmark = [pytest.mark.row("L6")]


@pytest.fixture
def told(desk: Desk) -> Desk:
    """An application on a commitment, without the material that it replaces."""
    at(desk, TOLD).do(hand_in(desk, promised=True))
    return desk


def granted(desk: Desk) -> Desk:
    desk.accept()
    desk.do(law.CompleteStep(REVIEWER, "review", "已经作出承诺。"))
    desk.do(law.Grant(CHIEF, "同意。"))
    desk.do(law.Deliver(CLERK, "window"))
    return desk


@pytest.mark.article("335 §23", "ORD §30", "ORD §31")
def test_it_is_decided_on_the_promise_without_the_material(told: Desk) -> None:
    case = granted(told).case
    assert case is not None
    assert case.outcome is law.CaseOutcome.GRANTED
    assert case.material("location") is None
    (made,) = [each for each in told.history if isinstance(each, law.CommitmentMade)]
    assert made.spared == ("location",)


@pytest.mark.row("N1", part="the statement of a commitment")
@pytest.mark.article("335 §23", "ORD §31")
def test_the_statement_says_what_was_told_and_what_was_promised(told: Desk) -> None:
    assert told.case is not None
    assert told.case.notices == ("receipt", "commitment_statement")
    said = next(each for each in told.history if isinstance(each, law.NoticeOrdered) and "proofs" in each.values).values
    commitment = told.definition.commitment
    assert commitment is not None
    assert [each["name"] for each in said["proofs"]] == ["占用位置图"]
    assert all(each.rstrip("。") in said["proofs"][0]["content"] for each in commitment.requirements)
    assert (said["promise"], said["consequences"]) == (commitment.promise, commitment.consequence.rstrip("。"))
    assert said["check_method"] == "现场核查，自作出决定之日起2个月内进行"
    assert (said["promised_by"], said["promised_on"]) == ("张三", told.now.date())


@pytest.mark.row("E4", part="the applicant signs a commitment")
@pytest.mark.article("335 §29")
def test_the_signature_of_the_application_stands_on_the_statement_too(desk: Desk) -> None:
    signed = Field("hand", "申请人签名", "signature", field_types["signature"].load_options({}))
    whole = (replace(TOLD.sections[0], fields=(*TOLD.sections[0].fields, signed)), *TOLD.sections[1:])
    command = hand_in(at(desk, replace(TOLD, sections=whole, hash="road-signed")), promised=True)
    drawn = "80,60 120,55 200,50;140,20 138,90 130,160"
    desk.do(replace(command, answers={**command.answers, "hand": {"name": "李四", "drawn": drawn}}))
    said = next(each for each in desk.history if isinstance(each, law.NoticeOrdered) and "proofs" in each.values)
    assert (said.values["promised_by"], said.values["signature"]) == ("李四", drawn)


@pytest.mark.row("N1", part="the notice of a check")
@pytest.mark.article("ORD §32")
def test_who_was_granted_on_a_promise_is_told_of_the_check_and_by_when(told: Desk) -> None:
    granted(told)
    assert told.case is not None
    assert told.case.notices[-3:] == ("grant_decision", "commitment_check_notice", "delivery_receipt")
    said = next(each for each in told.history if isinstance(each, law.NoticeOrdered) and "check_points" in each.values)
    assert said.values["check_method"] == "现场核查"
    assert said.values["check_by"] == date(2027, 1, 20)


@pytest.mark.article("ORD §31")
def test_who_does_not_choose_it_is_asked_for_the_material_and_nothing_is_promised(desk: Desk) -> None:
    at(desk, TOLD).do(hand_in(desk))
    assert desk.refused(law.Accept(CLERK)).code == "incomplete"
    assert desk.case is not None
    assert desk.case.commitment is None


@pytest.mark.article("ORD §31")
def test_who_broke_a_promise_must_first_repair_it(desk: Desk) -> None:
    refusal = at(desk, TOLD).refused(hand_in(desk, promised=True, broken=1))
    assert (refusal.code, refusal.article) == ("record_broken", "ORD §31")
    desk.do(hand_in(desk, "location", broken=1))


@pytest.mark.article("ORD §31")
def test_the_promise_can_be_taken_back_before_the_decision_and_the_ordinary_way_begins(told: Desk) -> None:
    told.accept()
    case = told.at("2026-11-23 Mon").do(law.WithdrawPromise(CITIZEN, "改交材料。"))
    assert (case.state, case.received_on) == (State.SUBMITTED, told.now.date())
    assert [each.kind for each in case.deadlines if each.is_open] == [DeadlineKind.ONLINE_REVIEW]
    assert told.refused(law.Accept(CLERK)).code == "incomplete"
    told.request(location="请提交占用位置图。")
    told.do(law.Supply(CITIZEN, (law.HandedIn("location", ("f",)),)))
    assert told.accept().state is State.ACCEPTED


@pytest.mark.article("ORD §31")
def test_after_the_decision_it_cannot_be_taken_back(told: Desk) -> None:
    granted(told)
    assert told.refused(law.WithdrawPromise(CITIZEN, "改变主意。")).code == "wrong_state"


def test_a_notice_given_before_does_not_stand_in_the_way_of_the_ordinary_way(told: Desk) -> None:
    told.request(area="请核对面积。")
    told.do(law.WithdrawPromise(CITIZEN, "改交材料。"))
    case = told.request(location="请提交占用位置图。", area="请核对面积。")
    assert len(case.earlier_supplements) == 1


def test_what_was_taken_back_is_not_made_again(told: Desk) -> None:
    told.do(law.WithdrawPromise(CITIZEN, "改交材料。"))
    assert told.refused(law.WithdrawPromise(CITIZEN, "再次撤回。")).code == "no_commitment"
    told.request(area="请核对面积。", location="请提交占用位置图。")
    again = law.Supply(CITIZEN, (), {"area": 9, "commitment_made": True})
    assert told.refused(again).code == "withdrawn_before"


@pytest.mark.article("ORD §32")
def test_the_check_has_a_date_and_is_work_although_the_case_is_closed(told: Desk) -> None:
    case = granted(told).case
    assert case is not None
    assert case.state is State.CLOSED
    limit = case.open_deadline(DeadlineKind.COMMITMENT_CHECK, "on_site")
    assert limit is not None
    assert limit.due == last_instant("2027-01-20 Wed")
    assert [(each.role, each.name) for each in work_of(case, TOLD)] == [("reviewer", "告知承诺核查")]


@pytest.mark.article("ORD §32")
def test_a_promise_that_was_kept_ends_there(told: Desk) -> None:
    case = granted(told).do(law.CheckCommitment(REVIEWER, CheckResult.KEPT, "现场核查属实。"))
    assert work_of(case, TOLD) == ()
    checking = (DeadlineKind.COMMITMENT_CHECK, DeadlineKind.RECTIFICATION)
    assert not any(each.is_open for each in case.deadlines if each.kind in checking)
    again = law.CheckCommitment(REVIEWER, CheckResult.BROKEN, "再查。")
    assert told.refused(again).code == "already_checked"
    assert told.refused(law.RevokeForBreach(CHIEF, "不实。")).code == "no_breach"


@pytest.mark.article("ORD §32")
def test_what_deviates_is_ordered_to_be_put_right_and_then_done(told: Desk) -> None:
    granted(told).at("2026-12-01 Tue").do(law.CheckCommitment(REVIEWER, CheckResult.DEVIATES, "压占盲道。"))
    order = next(each for each in reversed(told.history) if isinstance(each, law.NoticeOrdered))
    assert order.notice == "rectification_notice"
    assert order.values["rectify_due"] == moment("2026-12-22 Tue").date()
    early = law.CheckRectification(REVIEWER, mended=False, findings="还没有改。")
    assert told.refused(early).code == "not_yet_over"
    case = told.do(law.CheckRectification(REVIEWER, mended=True, findings="已经改正。"))
    assert work_of(case, TOLD) == ()


@pytest.mark.article("ORD §32", "ORD §16")
def test_what_is_not_put_right_is_revoked_with_reasons(told: Desk) -> None:
    granted(told).at("2026-12-01 Tue").do(law.CheckCommitment(REVIEWER, CheckResult.DEVIATES, "压占盲道。"))
    told.at("2026-12-24 Thu").do(law.CheckRectification(REVIEWER, mended=False, findings="仍然压占盲道。"))
    assert told.refused(law.RevokeForBreach(CHIEF, " ")).code == "no_reasons"
    assert told.refused(law.RevokeForBreach(REVIEWER, "没有整改。")).code == "wrong_role"
    case = told.do(law.RevokeForBreach(CHIEF, "责令整改后仍压占盲道。"))
    assert case.notices[-1] == "revocation_decision"
    assert case.commitment is not None
    assert case.commitment.revoked_at == told.now
    assert case.life is not None
    assert case.life.ended
    assert told.refused(law.RevokeForBreach(CHIEF, "再撤一次。")).code == "no_breach"
    assert law.replay(told.history) == case


@pytest.mark.article("ORD §32")
def test_a_promise_not_kept_at_all_is_revoked_at_once(told: Desk) -> None:
    granted(told).do(law.CheckCommitment(REVIEWER, CheckResult.BROKEN, "没有履行承诺。"))
    assert [each.role for each in work_of(told.case, TOLD)] == ["chief_representative"] if told.case else False
    told.do(law.RevokeForBreach(CHIEF, "没有履行承诺。"))


@pytest.mark.article("ORD §32")
def test_a_refusal_has_nothing_to_look_into(told: Desk) -> None:
    told.accept()
    told.do(law.CompleteStep(REVIEWER, "review", "条件不符。"))
    case = told.do(law.Refuse(CHIEF, "不符合规定。"))
    assert case.open_deadline(DeadlineKind.COMMITMENT_CHECK, "on_site") is None
    kept = law.CheckCommitment(REVIEWER, CheckResult.KEPT, "属实。")
    assert told.refused(kept).code == "not_granted"
