"""Extension, suspension and termination: once, by two people, on listed grounds, and never past the statute."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.desk import CHIEF, CITIZEN, CLERK, REVIEWER, ROAD, Desk, last_instant, moment
from tongban import law
from tongban.calendars import WorkingCalendar
from tongban.definitions.model import Span
from tongban.definitions.rulebook import Rulebook, Switch
from tongban.law import DeadlineKind, SuspensionGround, TerminationGround

ASK = law.AskExtension(REVIEWER, "需要等待上级部门答复。")


@pytest.fixture
def accepted(desk: Desk) -> Desk:
    desk.submit("location", "plan", purpose="works")
    desk.accept()
    return desk


@pytest.mark.row("L14")
@pytest.mark.article("ORD §55")
def test_an_extension_is_asked_for_by_one_and_approved_by_another_and_told(accepted: Desk) -> None:
    accepted.do(ASK)
    accepted.do(law.ApproveExtension(CHIEF))
    statutory, promise = accepted.deadline(DeadlineKind.STATUTORY), accepted.deadline(DeadlineKind.PROMISE)
    assert statutory.due == last_instant("2027-01-01 Fri")  # 20 + 10 working days from Friday 20 November 2026
    assert promise.due == last_instant("2026-11-27 Fri"), "335 §25: the promise is final"
    notice = accepted.history[-1]
    assert isinstance(notice, law.NoticeOrdered)
    assert notice.notice == "extension_notice"
    assert notice.values["reasons"] == "需要等待上级部门答复。"
    assert "赵六" in str(notice.values["approved_by"])
    assert "经批准延长10个工作日" in law.explain(statutory, accepted.calendar, accepted.rulebook).text


@pytest.mark.row("L14")
def test_there_is_no_second_extension_and_none_by_oneself_or_without_reason(accepted: Desk) -> None:
    assert accepted.refused(replace(ASK, reasons=" ")).code == "no_reasons"
    assert accepted.refused(replace(ASK, span=Span(11))).code == "too_long"
    assert accepted.refused(law.ApproveExtension(CHIEF)).code == "not_asked"
    accepted.do(law.AskExtension(CHIEF, "情况复杂。"))
    assert accepted.refused(law.ApproveExtension(CHIEF)).code == "four_eyes"
    assert accepted.refused(law.ApproveExtension(REVIEWER)).code == "wrong_role"
    accepted.do(law.ApproveExtension(law.Actor("h2", "钱七", "chief_representative")))
    assert accepted.refused(ASK).code == "already_extended"


@pytest.mark.row("L14")
def test_what_was_denied_may_be_asked_again_and_nothing_is_extended_after_the_limit(accepted: Desk) -> None:
    accepted.do(ASK)
    assert accepted.refused(law.DenyExtension(CHIEF, "")).code == "no_reasons"
    accepted.do(law.DenyExtension(CHIEF, "可以按期办结。"))
    accepted.do(ASK)
    accepted.pass_time("2026-12-21 Mon 10:00")
    assert accepted.refused(law.ApproveExtension(CHIEF)).code == "limit_missed"


@pytest.mark.row("L14")
def test_where_departments_decide_together_it_may_be_fifteen_days(accepted: Desk) -> None:
    accepted.definition = replace(accepted.definition, joint_departments=("公安交通管理部门",))
    assert accepted.refused(replace(ASK, span=Span(16))).code == "too_long"
    accepted.do(ASK)
    accepted.do(law.ApproveExtension(CHIEF, "县人民政府负责人"))
    assert accepted.deadline(DeadlineKind.STATUTORY).extended == Span(15)


@pytest.mark.row("L14")
def test_where_the_rulebook_lets_the_promise_follow_it_never_passes_the_statute(accepted: Desk) -> None:
    accepted.rulebook = replace(accepted.rulebook, promise_may_be_extended=Switch(True, "ORD §55"))
    accepted.do(ASK)
    accepted.do(law.ApproveExtension(CHIEF))
    promise, statutory = accepted.deadline(DeadlineKind.PROMISE), accepted.deadline(DeadlineKind.STATUTORY)
    assert promise.extended == Span(10)
    assert promise.due
    assert statutory.due
    assert promise.due <= statutory.due


@pytest.mark.row("L14")
@pytest.mark.article("ORD §39")
def test_a_suspended_case_stands_still_with_all_its_clocks(accepted: Desk) -> None:
    asked = law.SuspendCase(CHIEF, SuspensionGround.OTHER_PROCEEDINGS, "土地权属案件尚未审结。", "法院作出生效裁判")
    assert accepted.refused(replace(asked, reasons="")).code == "no_reasons"
    assert accepted.refused(replace(asked, actor=CLERK)).code == "wrong_role"
    before = accepted.deadline(DeadlineKind.PROMISE).due
    case = accepted.do(asked)
    assert all(each.due is None for each in case.deadlines if each.is_open)
    assert accepted.refused(law.CompleteStep(REVIEWER, "review", "齐全。")).code == "suspended"
    assert not any(each.missed_at for each in accepted.pass_time("2027-03-01 Mon 10:00").deadlines)
    case = accepted.do(law.ResumeCase(CHIEF, "案件已经审结。"))
    assert case.suspension is None
    assert before is not None
    due = accepted.deadline(DeadlineKind.PROMISE).due
    assert due is not None
    assert due > before
    assert case.notices[-2:] == ("suspension_notice", "resumption_notice")
    accepted.do(law.CompleteStep(REVIEWER, "review", "齐全。"))


@pytest.mark.row("L14")
def test_a_case_is_terminated_on_a_listed_ground_with_remedies(accepted: Desk) -> None:
    assert accepted.refused(law.TerminateCase(CHIEF, TerminationGround.GONE, "")).code == "no_reasons"
    case = accepted.do(law.TerminateCase(CHIEF, TerminationGround.GONE, "占用的道路已经拆除。"))
    assert case.outcome is law.CaseOutcome.TERMINATED
    assert not any(each.is_open for each in case.deadlines)
    notice = accepted.history[-1]
    assert isinstance(notice, law.NoticeOrdered)
    assert "行政复议" in str(notice.values["remedies"])


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["ask", "approve", "suspend", "resume", "start", "end", "complete", "wait"]),
        st.integers(0, 6),
    ),
    max_size=14,
)


@pytest.mark.row("L14")
@settings(max_examples=60, deadline=None)
@given(acts=ACTS, stops=st.booleans(), follows=st.booleans(), reason=st.sampled_from(["", "理由充分。"]))
def test_the_promise_never_passes_the_statute_in_whatever_order(
    calendar: WorkingCalendar, rulebook: Rulebook, acts: list[tuple[str, int]], stops: bool, follows: bool, reason: str
) -> None:
    from_book = replace(
        rulebook,
        promise_stops_for_special_procedures=Switch(stops, "test"),
        promise_may_be_extended=Switch(follows, "test"),
    )
    desk = Desk(ROAD, from_book, calendar, moment("2026-09-01 Tue 10:00"))
    desk.submit("location", "plan", purpose="works")
    desk.accept()
    commands = {
        "ask": law.AskExtension(REVIEWER, reason),
        "approve": law.ApproveExtension(CHIEF),
        "suspend": law.SuspendCase(CHIEF, SuspensionGround.FORCE_MAJEURE, reason),
        "resume": law.ResumeCase(CHIEF, reason),
        "start": law.StartSpecialProcedure(REVIEWER, "survey"),
        "end": law.EndSpecialProcedure(REVIEWER, "survey", "一致。", "另有本月的勘验记录"),
        "complete": law.CompleteStep(REVIEWER, "review", "齐全。"),
        "wait": law.PassTime(law.SYSTEM),
    }
    for name, days in acts:
        desk.now += timedelta(days=days)
        answer = desk.ask(commands[name])
        if isinstance(answer, law.Refusal):
            continue
        assert reason or name in {"start", "end", "complete", "wait"}, "nothing without reasons"
        desk.do(commands[name])
        promise, statutory = desk.deadline(DeadlineKind.PROMISE), desk.deadline(DeadlineKind.STATUTORY)
        if promise.due and statutory.due and statutory.missed_at is None:
            assert promise.due <= statutory.due
        assert law.replay(desk.history) == desk.case


def test_the_applicant_may_withdraw_a_suspended_case(accepted: Desk) -> None:
    accepted.do(law.SuspendCase(CHIEF, SuspensionGround.FORCE_MAJEURE, "洪水。"))
    assert accepted.do(law.Withdraw(CITIZEN, "不再需要。")).outcome is law.CaseOutcome.WITHDRAWN
