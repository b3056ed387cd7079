"""Steps in turn, the decision and its delivery: 335 §16, §25, §26; ORD §16."""

from __future__ import annotations

from dataclasses import replace

import pytest

from law.desk import CHIEF, CITIZEN, CLERK, REVIEWER, ROAD, WORKS, Desk
from tongban import law
from tongban.definitions.model import Outcome, Span, Unit
from tongban.definitions.notice_kinds import notice_kinds
from tongban.law import CaseOutcome, State, commands
from tongban.law.decide.proceeding import DECIDERS
from tongban.law.events import EVENTS
from tongban.law.evolve.folding import FOLDS


@pytest.fixture
def accepted(desk: Desk) -> Desk:
    desk.submit("location")
    desk.accept()
    return desk


@pytest.mark.row("L8")
def test_steps_are_done_in_turn_by_their_own_role(accepted: Desk) -> None:
    assert accepted.refused(law.CompleteStep(REVIEWER, "decision", "好。")).code == "out_of_turn"
    assert accepted.refused(law.CompleteStep(CLERK, "review", "好。")).code == "wrong_role"
    assert accepted.refused(law.CompleteStep(CHIEF, "review", "好。")).code == "wrong_role"
    assert accepted.refused(law.CompleteStep(REVIEWER, "review", "")).code == "no_opinion"
    case = accepted.do(law.CompleteStep(REVIEWER, "review", "材料齐全。"))
    assert case.current_step == "decision", "the survey does not apply to stacking"
    assert [each.step for each in case.steps_done] == ["review"]
    assert accepted.refused(law.CompleteStep(CHIEF, "decision", "好。")).code == "deciding_step"


@pytest.mark.row("L8")
def test_a_step_may_be_returned_with_a_reason(accepted: Desk) -> None:
    assert accepted.refused(law.ReturnStep(REVIEWER, "review", "再看。")).code == "not_done"
    accepted.do(law.CompleteStep(REVIEWER, "review", "材料齐全。"))
    assert accepted.refused(law.ReturnStep(REVIEWER, "review", "再看。")).code == "wrong_role"
    assert accepted.refused(law.ReturnStep(CHIEF, "review", "")).code == "no_reasons"
    assert accepted.refused(law.ReturnStep(CHIEF, "survey", "去看。")).code == "not_done"
    case = accepted.do(law.ReturnStep(CHIEF, "review", "请核对面积。"))
    assert (case.current_step, case.steps_done) == ("review", ())


@pytest.mark.row("L11")
@pytest.mark.article("335 §26")
@pytest.mark.parametrize(
    ("purpose", "told"),
    [("works", ("施工许可证", "自决定之日起3年", "")), ("stacking", ("堆料许可证", "", "到竣工为止。"))],
)
def test_the_decision_names_the_result_of_the_cases_own_situation(
    desk: Desk, purpose: str, told: tuple[str, str, str]
) -> None:
    lasting = Outcome("施工许可证", "licence", when=WORKS, valid=Span(3, Unit.YEARS))
    passing = Outcome("堆料许可证", "licence", validity_note="到竣工为止。")
    desk.definition = replace(ROAD, results=(lasting, passing), process=ROAD.process[2:])
    desk.submit("location", *(["plan"] if purpose == "works" else []), purpose=purpose)
    desk.accept()
    desk.do(law.Grant(CHIEF, "同意。"))
    values = next(each.values for each in reversed(desk.history) if isinstance(each, law.NoticeOrdered))
    assert (values["result_name"], values["valid_until"], values["validity_note"]) == told


@pytest.mark.row("L11")
@pytest.mark.article("335 §26", "ORD §16")
def test_a_refusal_without_reasons_cannot_be_issued(accepted: Desk) -> None:
    accepted.do(law.CompleteStep(REVIEWER, "review", "不符合。"))
    refusal = accepted.refused(law.Refuse(CHIEF, "  "))
    assert (refusal.code, refusal.article) == ("no_reasons", "335 §26; ORD §16")
    case = accepted.do(law.Refuse(CHIEF, "占用范围影响消防通道。"))
    assert (case.state, case.outcome) == (State.DECIDED, CaseOutcome.REFUSED)
    order = accepted.history[-1]
    assert isinstance(order, law.NoticeOrdered)
    assert order.notice == "refusal_decision"
    assert order.values["reasons"] == "占用范围影响消防通道。"
    assert "60日内向" in str(order.values["remedies"])
    assert "6个月内向" in str(order.values["remedies"])


@pytest.mark.row("L11")
@pytest.mark.article("335 §16", "ORD §13")
def test_only_the_deciding_step_decides_by_its_role(accepted: Desk) -> None:
    assert accepted.refused(law.Grant(CHIEF, "同意。")).code == "out_of_turn"
    accepted.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    assert accepted.refused(law.Grant(REVIEWER, "同意。")).code == "wrong_role"
    assert accepted.refused(law.Grant(CHIEF, "")).code == "no_opinion"
    case = accepted.do(law.Grant(CHIEF, "同意占用。"))
    assert (case.outcome, case.notices[-1]) == (CaseOutcome.GRANTED, "grant_decision")
    assert accepted.refused(law.Refuse(CHIEF, "反悔。")).code == "wrong_state"
    assert accepted.refused(law.Withdraw(CITIZEN, "不要了。")).code == "wrong_state"


@pytest.mark.article("335 §26")
def test_delivery_is_by_an_offered_way_and_closes_the_case(accepted: Desk) -> None:
    assert accepted.refused(law.Deliver(CLERK, "window")).code == "wrong_state"
    accepted.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    accepted.do(law.Grant(CHIEF, "同意。"))
    assert accepted.refused(law.Deliver(CLERK, "courier")).code == "delivery_method"
    assert accepted.refused(law.Deliver(CITIZEN, "window")).code == "wrong_role"
    case = accepted.do(law.Deliver(CLERK, "window"))
    assert (case.state, case.delivery and case.delivery.receiver) == (State.CLOSED, "张三")
    assert case.notices == ("receipt", "acceptance_notice", "grant_decision", "delivery_receipt")


def test_nothing_is_decided_before_acceptance(desk: Desk) -> None:
    desk.submit("location")
    assert desk.refused(law.Grant(CHIEF, "同意。")).code == "wrong_state"
    assert desk.refused(law.CompleteStep(REVIEWER, "review", "好。")).code == "wrong_state"


def test_a_notice_has_every_value_that_its_wording_may_name(accepted: Desk) -> None:
    accepted.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    accepted.do(law.Grant(CHIEF, "同意。"))
    accepted.do(law.Deliver(CLERK, "window"))
    case = accepted.case
    assert case is not None
    from_the_desk = {"number", "tenant_name"}
    for kind in notice_kinds.values():
        values = law.notice_values(case, accepted.definition, accepted.rulebook, kind.id, accepted.now)
        assert set(values) == {each.split("[")[0] for each in kind.values} - from_the_desk, kind.id


def test_a_case_is_decided_by_its_own_version_only(accepted: Desk) -> None:
    accepted.definition = replace(accepted.definition, hash="road-2")
    with pytest.raises(ValueError, match="pinned to another version"):
        accepted.ask(law.PassTime())


def test_an_unknown_event_is_refused_rather_than_skipped() -> None:
    with pytest.raises(Exception, match="不认识的事件"):
        law.event_from_json({"kind": "case_exploded.1"})


def test_every_command_has_its_decider_and_every_event_its_fold() -> None:
    for name in commands.__all__:
        assert name == "Command" or (getattr(commands, name) in DECIDERS and name in law.__all__)
    for event in EVENTS.values():
        assert event is law.CaseSubmitted or (event in FOLDS and event.__name__ in law.__all__)
