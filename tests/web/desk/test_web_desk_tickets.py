"""Tickets and evaluations at the desk: registered, assigned, answered, overseen; evaluations stay (W4, V1)."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from door_desk import REVIEWER
from ticket_city import TicketCity
from tongban.law.evaluation import Grade
from tongban.law.tickets import AnswerTicket
from tongban.web.guard import PERMISSION

TYPED = {"kind": "hotline", "title": "窗口没人", "body": "下午三点没有人值守。", "name": "李奶奶", "phone": "139"}


@pytest.fixture
def place(room) -> TicketCity:
    return TicketCity(room.door)


def number_of(location: str) -> str:
    return location.rsplit("/", 1)[1]


@pytest.mark.row("W4")
@pytest.mark.article("7 §30")
def test_the_hotline_s_ticket_goes_from_hand_to_hand_until_the_person_is_told(room):
    clerk, reviewer = room.seat("window_clerk"), room.seat("reviewer")
    answer = clerk.post("/desk/tickets/new", {**TYPED, "reference": "12345-001"}, page="/desk/tickets/new")
    assert answer.status_code == 303, answer.text
    page = answer.location
    number = number_of(page)

    def act(seat, name: str, **posted: object) -> None:
        done = seat.post(f"{page}/{name}", posted, page=page)
        assert done.status_code == 303, done.text

    act(clerk, "accept")
    act(clerk, "assign", to="yunyang.reviewer")
    reviewer.get("/desk/tickets")
    assert number in reviewer.seen
    act(reviewer, "answer", text="已经安排专人值守。")
    act(reviewer, "tell", method="phone", satisfied="yes", note="满意。")
    clerk.get(page)
    assert "已解决" in clerk.seen
    assert "12345-001" in clerk.seen


@pytest.mark.row("W4", part="linked to case and item")
def test_a_ticket_is_registered_about_an_item_and_the_query_code_is_given_with_a_name_too(room):
    clerk = room.seat("window_clerk")
    refused = clerk.post("/desk/tickets/new", {**TYPED, "item": "no-such-item"}, page="/desk/tickets/new")
    assert refused.status_code == 422
    assert "本单位没有这个事项" in refused.text
    assert "下午三点没有人值守。" in refused.text
    answer = clerk.post("/desk/tickets/new", {**TYPED, "item": "occupy-road"}, page="/desk/tickets/new")
    clerk.get(answer.location)
    assert "请把查询码告诉提出人" in clerk.seen, "without an account nobody follows a ticket but by its code"
    assert "临时性建筑物搭建、堆放物料、占道施工审批" in clerk.seen


@pytest.mark.row("W4")
def test_the_page_offers_what_the_law_allows_this_person_and_a_refusal_says_why(room, place: TicketCity):
    number = place.assigned()
    clerk, supervisor = room.seat("window_clerk"), room.seat("supervisor")
    clerk.get(f"/desk/tickets/{number}")
    assert set(re.findall(rf"/desk/tickets/{number}/(\w+)\"", clerk.seen)) == {"assign", "contact"}
    refused = clerk.post(f"/desk/tickets/{number}/answer", {"text": "我来答复。"})
    assert refused.status_code == 422
    assert "专人负责" in refused.text
    assert clerk.post(f"/desk/tickets/{number}/assign", {"to": "nobody"}).status_code == 422
    assert clerk.post(f"/desk/tickets/{number}/dance").status_code == 404
    supervisor.get(f"/desk/tickets/{number}")
    assert "answer" not in re.findall(rf"/desk/tickets/{number}/(\w+)\"", supervisor.seen)


@pytest.mark.row("W4", part="a page that is sent again does nothing twice")
def test_a_page_of_a_ticket_that_moved_on_is_told_so_and_records_nothing_again(room, place: TicketCity):
    number, clerk = place.assigned(), room.seat("window_clerk")
    clerk.get(f"/desk/tickets/{number}")
    revision = re.findall(r'name="revision" value="(\d+)"', clerk.seen)[0]
    posted = {"reached": "yes", "note": "已经联系上，周五前答复。", "revision": revision}
    assert clerk.post(f"/desk/tickets/{number}/contact", posted).status_code == 303
    room.move_to("2026-09-28 Mon 10:31")
    again = clerk.post(f"/desk/tickets/{number}/contact", posted)
    assert again.status_code == 409
    assert "有了新的进展" in again.text
    assert "周五前答复。</textarea>" in again.text, "what was typed stays"
    assert clerk.get(f"/desk/tickets/{number}").text.count("已经联系上") == 1


@pytest.mark.row("W4", part="the answer as a document")
def test_the_notice_of_an_answer_is_there_to_be_handed_over_and_not_to_another_office(room, place: TicketCity):
    number = place.assigned()
    place.done(number, AnswerTicket(REVIEWER, "情况属实，已经退还。"))
    (paper,) = place.papers(number)
    place.desk.sessions.remove()
    clerk = room.seat("window_clerk")
    clerk.get(f"/desk/tickets/{number}")
    here = f"/desk/tickets/{number}/documents/{paper.code}"
    assert here in clerk.seen
    clerk.get(here)
    assert "情况属实，已经退还。" in clerk.seen
    assert clerk.get(f"/desk/tickets/{number}/documents/{'A' * 16}").status_code == 404
    assert room.seat("window_clerk", "yuzhong").get(here).status_code == 404


@pytest.mark.row("T2")
def test_another_tenant_s_ticket_is_not_there_and_the_look_is_written_down(room, place: TicketCity):
    number = place.assigned()
    other = room.seat("window_clerk", "yuzhong")
    assert other.get(f"/desk/tickets/{number}").status_code == 404
    assert other.post(f"/desk/tickets/{number}/assign", {"to": "x"}).status_code in (400, 404)


@pytest.mark.row("V1", part="five 100 % figures")
@pytest.mark.article("30 (一)")
def test_supervision_shows_the_five_figures_by_their_names_and_what_was_said(room, place: TicketCity):
    case = place.declined()
    ticket = place.rate(place.invitation(case), Grade.UNSATISFIED, text="跑了三次。").ticket
    place.desk.sessions.remove()
    supervisor = room.seat("supervisor")
    supervisor.get("/desk/evaluations?since=2026-09-01&until=2026-12-31")
    for name in ("政务服务事项覆盖率", "评价对象覆盖率", "服务渠道覆盖率", "差评整改率", "差评回访率"):
        assert name in supervisor.seen
    assert "跑了三次。" in supervisor.seen
    assert f"/desk/tickets/{ticket}" in supervisor.seen
    supervisor.get("/desk/evaluations?since=nonsense&until=0001-01-01")
    assert "五项指标" in supervisor.seen
    assert room.seat("window_clerk", "yuzhong").get("/desk/evaluations").text.count("跑了三次。") == 0


@pytest.mark.row("V1")
def test_the_clerk_hands_the_tablet_over_for_what_is_not_yet_rated(room, place: TicketCity):
    case = place.declined()
    for _ in range(2):
        place.desk.sessions.remove()
        answer = room.seat("window_clerk").get(f"/desk/cases/{case}/tablet")
        assert re.fullmatch(r"/yunyang/rate/[0-9a-f]{32}\?at=[\w.-]+", answer.location)
        token = answer.location.split("/")[-1].split("?")[0]
        for occasion in ("outcome", "intake"):
            invitation = place.invitation(case, occasion)
            if invitation.token == token:
                place.rate(invitation, Grade.SATISFIED)
    assert room.seat("window_clerk").get(f"/desk/cases/{case}/tablet").status_code == 404


@pytest.mark.row("V1", part="an office cannot edit or delete one")
def test_no_route_changes_or_deletes_an_evaluation(room):
    app: Flask = room.app
    writing = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}
        and ("rate" in rule.rule.split("/") or "evaluations" in rule.rule)
        and rule.endpoint.partition(".")[0] not in app.extensions["tongban_plugged"].owners
    }  # a plugin reaches evaluations by the kit alone, which only gives them
    assert writing == {"portal.rate", "api.evaluate"}, "the person's own ways in, which only add"
    assert getattr(app.view_functions["desk.evaluations"], PERMISSION) == "evaluation.view"


@pytest.mark.row("W4", part="linked to case and item")
def test_a_case_lists_what_was_brought_forward_about_it(room):
    number = room.submitted()
    clerk = room.clerk
    assert "有关的工单" not in clerk.get(f"/desk/cases/{number}").text
    about = {**TYPED, "kind": "complaint", "case": number}
    ticket = number_of(clerk.post("/desk/tickets/new", about, page="/desk/tickets/new").location)
    page = clerk.get(f"/desk/cases/{number}").text.split('id="pane-tickets"')[1].split("</section>")[0]
    assert f'href="/desk/tickets/{ticket}">窗口没人</a>' in page
    assert "待受理" in page
    room.seat("supervisor").get(f"/desk/cases/{number}")
    assert ticket in room.seat("supervisor").seen
    other = room.submitted()
    assert ticket not in clerk.get(f"/desk/cases/{other}").text, "it is about another case"
