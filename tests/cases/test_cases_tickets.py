"""Tickets at their one door: numbered, chained, found by index, told once, swept into what time does (W4)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from door_desk import CLERK, REVIEWER, DoorDesk, at
from ticket_city import CITIZEN, COMPLAINT, SUPERVISOR, TicketCity
from tongban.cases.chain import first_link, link
from tongban.cases.documents import by_code
from tongban.cases.tickets import TicketEventRow, TicketRow, sweep_tickets
from tongban.cases.tickets.find import TicketTab, by_query_code, desk_tickets, own_ticket, own_tickets
from tongban.cases.tickets.history import verify_tickets
from tongban.database import Sessions, scoped
from tongban.errors import NotFound
from tongban.law import Actor, Refusal
from tongban.law.tickets import AnswerTicket, Complainant, ReopenTicket, TicketKind, TicketState
from tongban.publishing import Books

VISITOR = Actor("", "匿名", "visitor")


@pytest.fixture
def place(desk: DoorDesk) -> TicketCity:
    return TicketCity(desk)


@pytest.mark.row("W4")
def test_a_ticket_has_a_number_of_the_city_and_is_found_by_its_person_wherever_it_is(place: TicketCity):
    done, other = place.open(), place.open()
    assert done.ticket.number == "GD50023520260914000001"
    assert other.ticket.number == "GD50023520260914000002"
    session = place.desk.sessions()
    assert [row.number for row in own_tickets(session, CITIZEN.id)] == [other.ticket.number, done.ticket.number]
    assert own_ticket(session, CITIZEN.id, done.ticket.number.lower()).number == done.ticket.number
    with pytest.raises(NotFound):
        own_ticket(session, "somebody-else", done.ticket.number)


@pytest.mark.row("W4")
@pytest.mark.article("ORD §52")
def test_who_gives_no_name_follows_the_ticket_by_its_code(place: TicketCity):
    done = place.open(replace(COMPLAINT, person=Complainant()), VISITOR)
    session = place.desk.sessions()
    assert by_query_code(session, done.code.upper()).number == done.ticket.number
    with pytest.raises(NotFound, match="查询码"):
        by_query_code(session, "0" * 32)
    assert own_tickets(session, "") == []


@pytest.mark.row("W4", part="the answer as a document")
@pytest.mark.row("N1", part="the answer to a complaint")
@pytest.mark.article("ORD §52")
def test_the_answer_to_a_complaint_is_a_numbered_notice_and_each_answer_has_its_own(place: TicketCity):
    number = place.assigned()
    assert place.papers(number) == []
    place.done(number, AnswerTicket(REVIEWER, "情况属实，已经退还。", "已经培训窗口人员。"))
    assert isinstance(place.act(number, AnswerTicket(REVIEWER, "再说一遍。")), Refusal), "sent twice, answered once"
    (first,) = place.papers(number)
    assert (first.title, first.addressee, first.number) == ("投诉答复书", CITIZEN.name, "云阳政务诉〔2026〕1号")
    for words in (
        number,
        "窗口要求提供清单以外的材料。",
        "情况属实，已经退还。",
        "培训窗口人员",
        "2026年9月20日前（含当日）",
    ):
        assert words in first.markdown, words
    place.done(number, ReopenTicket(CITIZEN, "还没有收到。"))
    place.done(number, AnswerTicket(REVIEWER, "今天已经送到。"))
    assert [each.number for each in place.papers(number)] == [first.number, "云阳政务诉〔2026〕2号"]
    assert "要求重新办理" not in place.papers(number)[1].markdown, "once only"
    assert by_code(place.desk.sessions(), first.code).number == first.number


@pytest.mark.row("W4", part="the answer as a document")
@pytest.mark.parametrize("kind", sorted(set(TicketKind) - {TicketKind.COMPLAINT, TicketKind.RECTIFICATION}))
def test_what_the_law_asks_no_document_for_is_answered_on_its_page(place: TicketCity, kind: TicketKind):
    opening = replace(COMPLAINT, kind=kind)
    number = place.assigned(opening, CITIZEN if kind is TicketKind.CANNOT_GET_IT_DONE else CLERK)
    place.done(number, AnswerTicket(REVIEWER, "由城管受理。"))
    assert place.papers(number) == []


@pytest.mark.row("W4")
def test_the_whole_way_is_chained_and_an_altered_row_is_found(place: TicketCity):
    number = place.assigned()
    place.done(number, AnswerTicket(REVIEWER, "情况属实，已经退还。"))
    with scoped(place.desk.tenant):
        session = place.desk.sessions()
        rows = list(session.scalars(select(TicketRow)))
        assert list(verify_tickets(session, rows)) == []
        first = (TicketEventRow.number == number) & (TicketEventRow.seq == 1)
        previous, unheard_of = first_link(place.desk.tenant, number), {"kind": "ticket_forged"}
        for forged, said in (
            ({"actor_name": "别人"}, "第 1 条记录与校验值不符，可能被改动。"),
            ({"body": unheard_of}, "第 1 条记录与校验值不符，可能被改动。"),
            ({"body": unheard_of, "hash": link(previous, 1, unheard_of)}, "第 1 条记录不能据以还原工单。"),
        ):
            session.execute(update(TicketEventRow).where(first).values(**forged))
            session.expire_all()
            assert [each.message for each in verify_tickets(session, rows)] == [said]


@pytest.mark.row("W4")
def test_what_is_done_stands_in_the_queues_of_those_whose_turn_it_is(place: TicketCity):
    number = place.assigned()
    with scoped(place.desk.tenant):
        session = place.desk.sessions()

        def mine(person: str, role: str) -> list[str]:
            return [row.number for row in desk_tickets(session, person, [role], TicketTab.MINE).rows]

        assert mine("reviewer", "reviewer") == [number]
        assert mine("another", "reviewer") == []
        assert mine("clerk", "window_clerk") == []
        assert [row.number for row in desk_tickets(session, "x", [], TicketTab.ALL).rows] == [number]
        assert desk_tickets(session, "x", [], TicketTab.CLOSED).rows == ()


def test_a_queue_goes_on_where_the_page_before_ended(place: TicketCity):
    numbers = [place.open().ticket.number for _ in range(27)]
    for tab in (TicketTab.MINE, TicketTab.ALL):
        with scoped(place.desk.tenant):
            session = place.desk.sessions()
            first = desk_tickets(session, "clerk", ["window_clerk"], tab)
            second = desk_tickets(session, "clerk", ["window_clerk"], tab, first.next)
        assert (len(first.rows), len(second.rows), second.next) == (25, 2, "")
        assert {row.number for row in (*first.rows, *second.rows)} == set(numbers)


@pytest.mark.row("W4")
def test_the_sweep_lays_what_is_late_before_the_supervisor_and_does_it_once(place: TicketCity, books: Books):
    number = place.assigned()
    sessions: Sessions = place.desk.sessions
    assert sweep_tickets(sessions, books, at("2026-09-28 Mon 10:00")) == 0
    assert sweep_tickets(sessions, books, at("2026-10-12 Mon 10:00")) == 1
    assert sweep_tickets(sessions, books, at("2026-10-12 Mon 10:00")) == 0
    row = place.row(number)
    assert (row.escalated, row.answer_late) == (True, True)
    assert place.done(number, AnswerTicket(SUPERVISOR, "已经督办。"), "2026-10-12 Mon 11:00").ticket.answers


def test_what_time_did_stays_done_when_the_command_is_refused(place: TicketCity):
    number = place.assigned()
    answer = place.act(number, ReopenTicket(CITIZEN, "没有解决。"), "2026-10-12 Mon 10:00")
    assert isinstance(answer, Refusal)
    assert place.row(number).escalated


@pytest.mark.row("T2")
def test_another_tenant_finds_neither_ticket_nor_history(place: TicketCity):
    number = place.assigned()
    with scoped("yuzhong"):
        session = place.desk.sessions()
        assert desk_tickets(session, "x", ["reviewer"], TicketTab.ALL).rows == ()
        assert session.scalars(select(TicketEventRow).where(TicketEventRow.number == number)).all() == []
        assert place.row(number).state == TicketState.ASSIGNED
