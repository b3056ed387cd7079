"""Tickets: accepted, put into one person's hands, answered, told in time; a bad evaluation is mended (W4, V1)."""

from __future__ import annotations

import pytest

from law.desk import CHIEF, CLERK, REVIEWER, last_instant
from law.ticket_desk import CITIZEN, NOBODY, SUPERVISOR, VISITOR, ZHANG, TicketDesk
from tongban.calendars import WorkingCalendar
from tongban.definitions.rulebook import Rulebook
from tongban.law import Actor, Refusal
from tongban.law.tickets import (
    AcceptTicket,
    AnswerTicket,
    AppealEvaluation,
    AskExtension,
    AssignTicket,
    Complainant,
    ConfirmTicket,
    DecideAppeal,
    DecideExtension,
    LetTimePass,
    LimitKind,
    OpenTicket,
    RecordContact,
    ReopenTicket,
    TellPerson,
    TicketKind,
    TicketOutcome,
    TicketState,
    TurnAway,
    WithdrawTicket,
    replay,
    ticket_event_from_json,
    ticket_event_to_json,
    ticket_from_json,
    ticket_to_json,
    waits_for,
)

BAD = TicketKind.RECTIFICATION


@pytest.fixture
def desk(rulebook: Rulebook, calendar: WorkingCalendar) -> TicketDesk:
    """Friday 2026-11-20 at ten, in Chongqing."""
    return TicketDesk(rulebook, calendar)


@pytest.mark.row("W4")
@pytest.mark.article("ORD §52", "36 §24", "7 §30")
def test_a_complaint_is_accepted_assigned_answered_told_and_closed_on_the_person_s_word(desk: TicketDesk):
    ticket = desk.open()
    assert ticket.open_limit(LimitKind.ACCEPT).due == last_instant("2026-11-24 Tue")
    ticket = desk.do(AcceptTicket(CLERK))
    assert ticket.open_limit(LimitKind.ANSWER).due == last_instant("2026-12-04 Fri")
    assert desk.do(AssignTicket(CHIEF, REVIEWER)).assigned == REVIEWER
    ticket = desk.do(AnswerTicket(REVIEWER, "情况属实，已经退还。"))
    assert (ticket.state, ticket.told[0].method) == (TicketState.TOLD, "in_site")
    ticket = desk.do(ConfirmTicket(CITIZEN))
    assert (ticket.state, ticket.outcome) == (TicketState.CLOSED, TicketOutcome.SATISFIED)
    assert ticket.open_limit() is None


@pytest.mark.row("W4")
@pytest.mark.article("ORD §52")
def test_anybody_may_complain_without_a_name_but_the_hotline_knows_who_called(desk: TicketDesk):
    ticket = desk.open(person=NOBODY)
    assert ticket.person.anonymous
    desk.do(AcceptTicket(CLERK))
    desk.do(AssignTicket(CHIEF, REVIEWER))
    assert desk.do(AnswerTicket(REVIEWER, "已经核实。")).told[0].method == "query_code"
    assert desk.do(ReopenTicket(VISITOR, "没有解决。")).state is TicketState.ASSIGNED
    other = TicketDesk(desk.rulebook, desk.calendar)
    hotline = OpenTicket(CLERK, "GD1", "yunyang", TicketKind.HOTLINE, NOBODY, "题", "文", "hotline")
    assert other.refused(hotline).code == "name_needed"


def test_what_says_nothing_is_not_opened(desk: TicketDesk):
    for title, body in (("", "经过"), ("题", " ")):
        empty = OpenTicket(CITIZEN, "GD1", "yunyang", TicketKind.COMPLAINT, ZHANG, title, body, "online")
        assert desk.refused(empty).code == "text_needed"


@pytest.mark.row("W4")
@pytest.mark.article("ORD §52")
def test_what_is_out_of_scope_is_turned_away_with_reasons_and_where_to_go(desk: TicketDesk):
    desk.open()
    assert desk.refused(TurnAway(CLERK, "", "信访部门")).message == "不属于受理范围的，应当说明理由。"
    assert desk.refused(TurnAway(CLERK, "属于信访事项。", " ")).message == "不属于受理范围的，应当告知向哪里反映。"
    ticket = desk.do(TurnAway(CLERK, "属于信访事项。", "县信访办"))
    assert (ticket.outcome, ticket.where_to_go) == (TicketOutcome.OUT_OF_SCOPE, "县信访办")


@pytest.mark.row("W4")
@pytest.mark.article("7 §30")
def test_one_person_is_in_charge_and_nobody_else_answers(desk: TicketDesk):
    desk.assigned()
    assert desk.refused(AnswerTicket(CLERK, "我来答复。")).code == "not_in_charge"
    assert desk.refused(AssignTicket(CHIEF, REVIEWER)).code == "already_assigned"
    assert desk.refused(AssignTicket(CHIEF, SUPERVISOR)).code == "wrong_assignee"
    assert desk.refused(AssignTicket(REVIEWER, CLERK)).code == "wrong_role"
    desk.do(AssignTicket(CHIEF, CLERK))
    assert desk.do(AnswerTicket(CLERK, "已经核实。")).state is TicketState.TOLD


@pytest.mark.row("W4")
@pytest.mark.article("7 §30")
def test_the_limit_is_extended_once_with_a_reason_by_another_person_before_it_ends(desk: TicketDesk):
    desk.assigned()
    assert desk.refused(AskExtension(REVIEWER, "")).code == "text_needed"
    ticket = desk.do(AskExtension(REVIEWER, "需要现场核实。"))
    assert waits_for(ticket) == "supervisor"
    assert desk.refused(DecideExtension(Actor("r1", "王五", "supervisor"), True, "同意。")).code == "four_eyes"
    assert desk.refused(DecideExtension(CHIEF, True, "同意。")).code == "wrong_role"
    ticket = desk.do(DecideExtension(SUPERVISOR, True, "同意延期。"))
    assert ticket.open_limit(LimitKind.ANSWER).due == last_instant("2026-12-11 Fri")
    assert desk.refused(AskExtension(REVIEWER, "还要时间。")).code == "extended_once"


def test_an_extension_that_nobody_approved_in_time_is_not_granted(desk: TicketDesk):
    desk.assigned()
    desk.do(AskExtension(REVIEWER, "需要现场核实。"))
    desk.at("2026-12-05 Sat 09:00")
    ticket = desk.do(LetTimePass())
    assert ticket.extension.granted is False
    assert desk.refused(DecideExtension(SUPERVISOR, True, "同意。")).code == "nothing_asked"
    assert ticket.escalated == ("ticket_answer-1",)


@pytest.mark.row("W4")
@pytest.mark.article("7 §26", "7 §30")
def test_an_undone_limit_goes_to_the_supervisor_at_its_end_who_may_then_answer(desk: TicketDesk):
    desk.assigned()
    assert desk.refused(AnswerTicket(SUPERVISOR, "我来答复。")).code == "not_in_charge"
    desk.at("2026-12-04 Fri 23:59")
    assert desk.ask(LetTimePass()) == ()
    desk.at("2026-12-07 Mon 09:00")
    ticket = desk.do(LetTimePass())
    assert ticket.open_limit(LimitKind.ANSWER).missed_at == last_instant("2026-12-04 Fri")
    assert ticket.escalated == ("ticket_answer-1",)
    assert desk.ask(LetTimePass()) == ()
    assert desk.do(AnswerTicket(SUPERVISOR, "已经督促整改。")).state is TicketState.TOLD


@pytest.mark.row("W4")
def test_whoever_is_not_satisfied_has_it_worked_on_again_once(desk: TicketDesk):
    desk.answered()
    assert desk.refused(ReopenTicket(Actor("a2", "李四", "applicant"), "不满意。")).code == "not_own"
    desk.later()
    desk.do(ReopenTicket(CITIZEN, "只退了一半。"))
    ticket = desk.do(AnswerTicket(REVIEWER, "已经全部退还。"))
    assert len(ticket.answers) == 2
    assert desk.refused(ReopenTicket(CITIZEN, "还是不满意。")).code == "reopened_once"


def test_silence_after_the_answer_closes_it_at_the_end_of_the_limit(desk: TicketDesk):
    desk.answered()
    desk.at("2026-12-01 Tue 08:00")
    ticket = desk.do(LetTimePass())
    assert (ticket.outcome, ticket.closed_at) == (TicketOutcome.NO_OBJECTION, last_instant("2026-11-27 Fri"))


def test_silence_costs_nobody_a_right_on_days_that_are_only_presumed(desk: TicketDesk):
    desk.at("2026-12-30 Wed 10:00")
    ticket = desk.answered()
    assert ticket.open_limit(LimitKind.FEEDBACK).provisional
    desk.now = desk.now.replace(year=2027, month=3)
    assert desk.ask(LetTimePass()) == ()


def test_a_person_without_an_account_is_told_by_telephone_and_that_is_recorded(desk: TicketDesk):
    ticket = desk.answered(person=Complainant("", "李奶奶", "13900000000"))
    assert ticket.state is TicketState.ANSWERED
    assert desk.refused(TellPerson(REVIEWER, "pigeon")).code == "unknown_method"
    assert desk.do(TellPerson(REVIEWER, "phone", "已经告知。", True)).outcome is TicketOutcome.SATISFIED


def test_a_ticket_is_withdrawn_before_it_is_answered_and_not_after(desk: TicketDesk):
    desk.answered()
    assert desk.refused(WithdrawTicket(CITIZEN)).code == "wrong_state"
    other = TicketDesk(desk.rulebook, desk.calendar)
    other.assigned()
    assert other.do(WithdrawTicket(CITIZEN)).outcome is TicketOutcome.WITHDRAWN


@pytest.mark.row("V1")
@pytest.mark.article("335 §37", "ORD §51", "30 (一)")
def test_a_bad_evaluation_is_contacted_mended_and_called_back(desk: TicketDesk):
    ticket = desk.assigned(BAD)
    assert {each.kind: each.due for each in ticket.limits} == {
        LimitKind.CONTACT: last_instant("2026-11-23 Mon"),
        LimitKind.ANSWER: last_instant("2026-11-27 Fri"),
    }
    assert desk.refused(AnswerTicket(REVIEWER, "属实。", "已经培训。")).code == "not_contacted"
    desk.do(RecordContact(REVIEWER, True, "电话联系，反映窗口态度生硬。"))
    assert desk.refused(AnswerTicket(REVIEWER, "属实。")).message == "差评整改应当写明采取了哪些整改措施。"
    ticket = desk.do(AnswerTicket(REVIEWER, "情况属实。", "对当事人员批评教育并培训。"))
    assert (ticket.state, ticket.told) == (TicketState.ANSWERED, ())
    assert desk.refused(TellPerson(REVIEWER, "in_site")).code == "call_back_needed"
    assert desk.refused(TellPerson(REVIEWER, "phone")).code == "word_needed"
    assert desk.do(TellPerson(REVIEWER, "phone", "表示满意。", True)).outcome is TicketOutcome.SATISFIED


@pytest.mark.row("V1")
def test_a_call_back_that_finds_the_person_unhappy_begins_the_work_again_once(desk: TicketDesk):
    desk.assigned(BAD)
    desk.do(RecordContact(REVIEWER, True, "电话联系。"))
    for outcome in (None, TicketOutcome.NOT_SATISFIED):
        desk.do(AnswerTicket(REVIEWER, "情况属实。", "已经整改。"))
        ticket = desk.do(TellPerson(REVIEWER, "phone", "仍不满意。", False))
        assert ticket.outcome is outcome


def test_three_attempts_in_vain_count_as_contact_and_open_other_ways_of_telling(desk: TicketDesk):
    desk.assigned(BAD)
    for _ in range(3):
        assert desk.ticket.open_limit(LimitKind.CONTACT)
        desk.do(RecordContact(REVIEWER, False, "无人接听。"))
        assert desk.refused(RecordContact(REVIEWER, False, "无人接听。")).code == "already_recorded"
        desk.later()
    assert desk.ticket.open_limit(LimitKind.CONTACT) is None
    desk.do(AnswerTicket(REVIEWER, "已经核实。", "已经整改。"))
    for _ in range(3):
        assert desk.refused(TellPerson(REVIEWER, "letter")).code == "call_back_needed"
        desk.later()
        desk.do(RecordContact(REVIEWER, False, "无人接听。"))
    assert desk.do(TellPerson(REVIEWER, "letter", "已经寄出。")).state is TicketState.TOLD


@pytest.mark.row("V1")
@pytest.mark.article("ORD §51", "ORD §55")
def test_the_office_may_appeal_once_and_another_person_decides(desk: TicketDesk):
    desk.assigned(BAD)
    assert desk.refused(AppealEvaluation(REVIEWER, "")).code == "text_needed"
    ticket = desk.do(AppealEvaluation(REVIEWER, "评价人没有到过本窗口。"))
    assert waits_for(ticket) == "supervisor"
    assert desk.refused(AppealEvaluation(REVIEWER, "再次申请。")).code == "appealed_once"
    assert desk.refused(AnswerTicket(REVIEWER, "属实。", "整改。")).code == "appeal_open"
    assert desk.refused(DecideAppeal(Actor("r1", "王五", "supervisor"), True, "属实。")).code == "four_eyes"
    assert desk.refused(DecideAppeal(SUPERVISOR, True, "")).code == "text_needed"
    ticket = desk.do(DecideAppeal(SUPERVISOR, True, "监控录像显示当日无此办件。"))
    assert ticket.outcome is TicketOutcome.UNFOUNDED


def test_an_appeal_that_is_turned_down_lets_the_mending_go_on(desk: TicketDesk):
    desk.assigned(BAD)
    desk.do(AppealEvaluation(REVIEWER, "评价不属实。"))
    desk.do(DecideAppeal(SUPERVISOR, False, "评价属实。"))
    desk.do(RecordContact(REVIEWER, True, "电话联系。"))
    assert desk.do(AnswerTicket(REVIEWER, "属实。", "整改。")).state is TicketState.ANSWERED


def test_a_bad_evaluation_is_neither_turned_away_nor_taken_back(desk: TicketDesk):
    desk.assigned(BAD)
    assert desk.refused(TurnAway(CLERK, "不属实。", "无")).code == "wrong_state"
    assert desk.refused(WithdrawTicket(CITIZEN)).code == "not_withdrawn"
    other = TicketDesk(desk.rulebook, desk.calendar)
    forged = OpenTicket(CLERK, "GD1", "yunyang", BAD, ZHANG, "题", "文", "online")
    assert other.refused(forged).code == "wrong_role"


def test_history_and_ticket_come_back_from_json_as_they_were(desk: TicketDesk):
    desk.assigned(BAD)
    desk.do(RecordContact(REVIEWER, True, "电话联系。"))
    desk.do(AnswerTicket(REVIEWER, "属实。", "整改。"))
    desk.do(TellPerson(REVIEWER, "phone", "满意。", True))
    assert [ticket_event_from_json(ticket_event_to_json(each)) for each in desk.history] == desk.history
    assert replay(desk.history) == desk.ticket == ticket_from_json(ticket_to_json(desk.ticket))


def test_a_refusal_says_what_would_be_right(desk: TicketDesk):
    desk.open()
    refusal = desk.ask(AnswerTicket(REVIEWER, "答复。"))
    assert isinstance(refusal, Refusal)
    assert refusal.message.startswith("工单由被交办的人员专人负责")
