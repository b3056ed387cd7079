"""What was granted lives on: corrected, suspended, revoked after a hearing was offered, struck off, renewed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from law.desk import CHIEF, CITIZEN, CLERK, REVIEWER, Desk
from tongban import law
from tongban.definitions.rulebook import Switch
from tongban.law import CancellationGround, OutcomeState, ReissueGround, RevocationGround

OTHER_CHIEF = law.Actor("h2", "钱七", "chief_representative")
TELL = law.TellRevocation(CHIEF, RevocationGround.FRAUD, "提交的位置图系伪造。")
REVOKE = law.RevokeOutcome(CHIEF, "提交的位置图系伪造，经查属实。")


def standing(desk: Desk) -> law.OutcomeLife:
    assert desk.case is not None
    assert desk.case.life is not None
    return desk.case.life


@pytest.fixture
def granted(desk: Desk) -> Desk:
    desk.submit("location")
    desk.accept()
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    desk.do(law.Grant(CHIEF, "同意。"))
    desk.do(law.Deliver(CLERK, desk.definition.delivery[0]))
    return desk


@pytest.mark.row("L14")
def test_what_was_granted_holds_to_its_last_day_and_runs_out(granted: Desk) -> None:
    life = standing(granted)
    assert (life.state, life.valid_until) == (OutcomeState.IN_FORCE, date(2027, 2, 19))
    granted.pass_time("2027-02-19 Fri 23:00")
    assert standing(granted).state is OutcomeState.IN_FORCE
    granted.pass_time("2027-03-10 Wed 10:00")
    assert standing(granted).state is OutcomeState.EXPIRED
    assert granted.history[-1].at.date() == date(2027, 2, 19)
    assert granted.refused(law.AskRenewal(CITIZEN)).code == "wrong_outcome_state"
    granted.do(law.CancelOutcome(CHIEF, CancellationGround.EXPIRED, "有效期届满未申请延续。"))


@pytest.mark.row("L14")
def test_nothing_is_revoked_before_the_party_was_told_and_could_be_heard(granted: Desk) -> None:
    assert granted.refused(REVOKE).code == "not_told"
    assert granted.refused(replace(TELL, reasons="")).code == "no_reasons"
    assert granted.do(TELL).notices[-1] == "hearing_right_notice"
    assert granted.refused(REVOKE).code == "not_heard"
    granted.pass_time("2026-11-28 Sat 09:00")  # five working days after Friday 20 November
    assert granted.refused(law.AskHearing(CITIZEN)).code == "too_late"
    assert granted.refused(replace(REVOKE, reasons=" ")).code == "no_reasons"
    assert granted.refused(replace(REVOKE, actor=CLERK)).code == "wrong_role"
    case = granted.do(REVOKE)
    assert standing(granted).state is OutcomeState.REVOKED
    notice = granted.history[-1]
    assert isinstance(notice, law.NoticeOrdered)
    assert "行政复议" in str(notice.values["remedies"])
    assert not any(each.is_open for each in case.deadlines)
    assert law.replay(granted.history) == case
    assert law.case_from_json(law.case_to_json(case)) == case


@pytest.mark.row("L14")
def test_a_hearing_that_was_asked_for_is_held_by_somebody_else_first(granted: Desk) -> None:
    granted.do(TELL)
    granted.do(law.AskHearing(CITIZEN, "位置图是真实的。"))
    granted.pass_time("2026-12-10 Thu 09:00")
    assert granted.refused(REVOKE).code == "not_heard"
    held = law.RecordHearing(CHIEF, "12月10日举行听证，双方到场。")
    assert granted.refused(held).code == "four_eyes"
    granted.do(replace(held, actor=OTHER_CHIEF))
    granted.do(law.DropRevocation(CHIEF, "经听证，位置图属实。"))
    assert standing(granted).state is OutcomeState.IN_FORCE
    granted.do(TELL)
    granted.do(law.WaiveHearing(CITIZEN))
    granted.do(REVOKE)


@pytest.mark.row("L14")
def test_a_clerical_error_is_put_right_by_a_new_notice_and_the_old_one_is_kept(granted: Desk) -> None:
    right = law.Correction("申请人姓名", "张山", "张三")
    correct = law.CorrectOutcome(CHIEF, "grant_decision", (right,), "录入有误。", "示例文号")
    assert granted.refused(replace(correct, document="refusal_decision")).code == "no_document"
    assert granted.refused(replace(correct, corrections=())).code == "no_corrections"
    assert granted.refused(replace(correct, corrections=(replace(right, was="张三"),))).code == "same_words"
    case = granted.do(correct)
    assert "grant_decision" in case.notices
    assert case.notices[-1] == "correction_notice"


@pytest.mark.row("L14")
@pytest.mark.article("ORD §29")
def test_use_is_suspended_and_resumed_and_a_lost_document_issued_anew(granted: Desk) -> None:
    granted.do(law.SuspendOutcome(CHIEF, "占用范围存在安全隐患。", "消除隐患"))
    assert granted.refused(law.ReissueOutcome(CHIEF, ReissueGround.LOST, "遗失。")).code == "wrong_outcome_state"
    granted.do(law.ResumeOutcome(CHIEF, "隐患已经消除。"))
    case = granted.do(law.ReissueOutcome(CHIEF, ReissueGround.LOST, "申请人声明遗失。"))
    assert case.notices[-3:] == ("outcome_suspension_notice", "outcome_resumption_notice", "reissue_notice")
    assert standing(granted).valid_until == date(2027, 2, 19)


def asked_in(granted: Desk, kind: str) -> object:
    """Give the day on which, by the last notice of a kind, it was asked for."""
    ordered = [each for each in granted.history if isinstance(each, law.NoticeOrdered) and each.notice == kind]
    return ordered[-1].values["received_on"]


@pytest.mark.row("L14")
def test_a_renewal_asked_for_in_time_is_granted_by_silence_at_the_end(granted: Desk) -> None:
    granted.at("2027-01-20 Wed 10:00").do(law.AskRenewal(CITIZEN))  # 30 days before 19 February
    granted.pass_time("2027-04-01 Thu 10:00")
    life = standing(granted)
    assert (life.state, life.valid_until) == (OutcomeState.IN_FORCE, date(2027, 5, 19))
    renewed = next(each for each in granted.history if isinstance(each, law.OutcomeRenewed))
    assert renewed.deemed
    assert renewed.at.date() == date(2027, 2, 19)
    assert asked_in(granted, "renewal_decision") == date(2027, 1, 20), "not the day of the first application"


@pytest.mark.row("L14")
def test_where_the_rulebook_does_not_let_silence_renew_it_runs_out(granted: Desk) -> None:
    granted.rulebook = replace(granted.rulebook, renewal_by_silence=Switch(False, "test"))
    granted.at("2027-01-20 Wed 10:00").do(law.AskRenewal(CITIZEN))
    granted.pass_time("2027-04-01 Thu 10:00")
    assert standing(granted).state is OutcomeState.EXPIRED


@pytest.mark.row("L14")
def test_a_renewal_comes_in_time_and_is_decided_with_reasons(granted: Desk) -> None:
    granted.at("2027-01-21 Thu 10:00")
    assert granted.refused(law.AskRenewal(CITIZEN)).code == "too_late"
    granted.at("2027-01-20 Wed 10:00").do(law.AskRenewal(CITIZEN))
    assert granted.refused(law.RefuseRenewal(CHIEF, "")).code == "no_reasons"
    granted.do(law.RefuseRenewal(CHIEF, "道路即将改造。"))
    assert asked_in(granted, "refusal_decision") == date(2027, 1, 20)
    assert granted.refused(law.GrantRenewal(CHIEF, "同意。")).code == "not_asked"
    granted.do(law.AskRenewal(CITIZEN))
    granted.do(law.GrantRenewal(CHIEF, "同意延续。"))
    assert standing(granted).valid_until == date(2027, 5, 19)
