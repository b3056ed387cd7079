"""“Cannot get it done” and complaints in the portal: from any page, with or without a name, to the end (W4)."""

from __future__ import annotations

import re

import pytest

from door_desk import at
from portal_visitor import Portal, Visitor
from tongban.cases.tickets import act
from tongban.cases.tickets.frequency import MOST_IN_AN_HOUR, place_mark
from tongban.database import scoped
from tongban.law import Actor, Command
from tongban.law.tickets import AcceptTicket, AnswerTicket, AssignTicket

CLERK = Actor("clerk", "陈窗口", "window_clerk")
REVIEWER = Actor("reviewer", "刘审查", "reviewer")
TYPED = {"kind": "cannot_get_it_done", "title": "两个部门互相推", "body": "住建让找城管，城管让找住建。"}


def report(visitor: Visitor, **changes: object) -> str:
    answer = visitor.post("report", {**TYPED, **changes}, page="report")
    assert answer.status_code == 303, answer.text
    visitor.get(answer.location)
    return str(answer.location)


def office(portal: Portal, number: str, *commands: Command) -> None:
    with scoped("yunyang"):
        session = portal.sessions()
        for each in commands:
            act(session, portal.books, number, each, portal.moment[0])
        session.commit()
    portal.sessions.remove()


def answered(portal: Portal, number: str) -> None:
    office(portal, number, AcceptTicket(CLERK), AssignTicket(CLERK, REVIEWER), AnswerTicket(REVIEWER, "由城管受理。"))


@pytest.mark.row("W4")
@pytest.mark.article("ORD §45", "7 §30")
def test_every_page_of_the_portal_leads_to_where_one_says_what_cannot_get_done(portal: Portal):
    visitor = portal.visitor()
    for page in ("", "search", "items/occupy-road", "/verify"):
        visitor.get(page)
        if page != "/verify":
            assert 'href="/yunyang/report"' in visitor.seen, page


@pytest.mark.row("W4", part="sent twice is one")
def test_a_page_that_is_sent_again_is_one_ticket_and_other_words_are_another(portal: Portal):
    visitor = portal.visitor()
    visitor.get("report")
    mark = {"mark": re.findall(r'name="mark" value="(\w{32})"', visitor.seen)[0]}
    sent = ({**TYPED, **mark}, {**TYPED, **mark}, {**TYPED, **mark, "body": "又来了"})
    first, again, other = (visitor.post("report", each, page="report").location for each in sent)
    assert first == again != other


@pytest.mark.row("W4")
def test_a_person_with_an_account_follows_the_ticket_and_has_it_worked_on_again_once(portal: Portal):
    company = portal.company()
    number = report(company).rsplit("/", 1)[1]
    company.get("tickets")
    assert number in company.seen
    answered(portal, number)
    company.get(f"tickets/{number}")
    assert "由城管受理。" in company.seen
    assert "刘审查" not in company.seen, "the office answers, not the clerk by name"
    assert company.post(f"tickets/{number}", {"command": "reopen", "reason": ""}).status_code == 422
    assert company.post(f"tickets/{number}", {"command": "reopen", "reason": "还是没人受理。"}).status_code == 303
    office(portal, number, AnswerTicket(REVIEWER, "已经当场受理。"))
    company.get(f"tickets/{number}")
    assert "要求重新办理" not in company.seen
    assert company.post(f"tickets/{number}", {"command": "confirm"}).status_code == 303
    company.get(f"tickets/{number}")
    assert "已解决" in company.seen


@pytest.mark.row("W4")
@pytest.mark.article("ORD §52")
def test_who_gives_no_name_gets_a_code_and_only_it_opens_the_ticket(portal: Portal):
    visitor = portal.company()
    location = report(visitor, anonymous="yes", kind="complaint")
    code = re.fullmatch(r"/yunyang/reports/([0-9a-f]{32})", location)[1]
    assert code in visitor.seen
    number = re.search(r"GD\d{20}", visitor.seen)[0]
    answered(portal, number)
    visitor.get(f"reports/{code}")
    paper = re.search(r'href="/yunyang(/documents/\w{16})"', visitor.seen)[1]
    visitor.get(paper.lstrip("/"))
    assert "匿名提出人：" in visitor.seen
    assert "由城管受理。" in visitor.seen
    assert number not in re.search(r"<h1>.*?</h1>", visitor.seen)[0]
    visitor.get("tickets")
    assert number not in visitor.seen, "it is not written down whose it is"
    stranger = portal.visitor()
    assert stranger.get(f"reports/find?code={code.upper()}").location == location
    assert stranger.get("reports/" + "0" * 32).status_code == 404
    stranger.get(location)
    assert stranger.post(location, {"command": "confirm"}).status_code == 303


@pytest.mark.row("T2")
def test_another_person_s_ticket_is_not_there(portal: Portal):
    number = report(portal.company()).rsplit("/", 1)[1]
    portal.enrol("other", "别的公司")
    other = portal.visitor()
    other.log_in("other")
    assert other.get(f"tickets/{number}").status_code == 404
    assert portal.visitor().get(f"tickets/{number}").status_code == 302


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "rectification"}, "请选择要反映的类型"),
        ({"kind": "hotline"}, "请选择要反映的类型"),
        ({"title": ""}, "请用一句话写明"),
        ({"body": " "}, "请写明事情的经过"),
        ({"case": "50023520260101000001"}, "没有找到您名下编号为"),
        ({"name": "李奶奶"}, "请留下联系电话"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(portal: Portal, changes, said):
    answer = portal.visitor().post("report", {**TYPED, **changes}, page="report")
    assert answer.status_code == 422
    assert said in answer.text
    kept = {**TYPED, **changes}
    assert kept["body"].strip() in answer.text


def test_a_ticket_names_the_case_it_is_about_if_it_is_one_s_own(portal: Portal):
    company = portal.company()
    case = portal.submitted(company)
    report(company, case=case.lower())
    assert f'href="/yunyang/cases/{case}"' in company.seen


def test_a_flood_of_anonymous_reports_from_one_place_is_stopped_and_nobody_else_with_it(portal: Portal):
    visitor = portal.visitor()
    for _turn in range(MOST_IN_AN_HOUR):
        report(visitor, anonymous="yes")
    refused = visitor.post("report", {**TYPED, "anonymous": "yes"}, page="report")
    assert refused.status_code == 429
    assert "一小时内不登录反映的次数太多" in refused.text
    assert TYPED["title"] in refused.text, "what was typed is not lost"
    report(portal.company())
    portal.move_to("2026-09-28 Mon 11:01")
    report(visitor, anonymous="yes")


def test_a_place_is_known_by_a_mark_that_changes_daily_and_by_network_where_addresses_are_many():
    monday, tuesday = at("2026-09-28 Mon 10:00"), at("2026-09-29 Tue 10:00")
    assert place_mark("10.0.0.1", "key", monday) != place_mark("10.0.0.2", "key", monday)
    assert place_mark("10.0.0.1", "key", monday) != place_mark("10.0.0.1", "key", tuesday)
    assert place_mark("2001:db8::1", "key", monday) == place_mark("2001:db8::2", "key", monday)
    assert "10.0.0.1" not in place_mark("10.0.0.1", "key", monday)


@pytest.mark.row("W4", part="linked to case and item")
def test_a_guide_leads_to_a_report_about_its_item_which_the_ticket_names(portal: Portal):
    visitor = portal.visitor()
    visitor.get("items/occupy-road")
    assert 'href="/yunyang/report?item=occupy-road"' in visitor.seen
    visitor.get("report?item=occupy-road")
    title = "临时性建筑物搭建、堆放物料、占道施工审批"
    assert f"有关的事项：{title}" in visitor.seen
    report(visitor, item="occupy-road")
    assert title in visitor.seen
    visitor.get("report?item=no-such-item")
    assert "有关的事项" not in visitor.seen
