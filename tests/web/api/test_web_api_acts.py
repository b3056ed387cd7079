"""A program does for its applicant what the portal lets them do: acts, the fee, the grades, what is brought forward."""

from __future__ import annotations

import jsonschema
import pytest
from sqlalchemy import select

from door_desk import CHIEF, CLERK, REVIEWER, DoorDesk
from ticket_city import TicketCity
from tongban.cases.documents import documents_of
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.database import scoped
from tongban.law import AcceptTolerantly, MaterialVerdict, Verdict
from tongban.law.tickets import AcceptTicket, AnswerTicket, AssignTicket

DRAWN = "80,60 120,55 200,50;140,20 138,90 130,160"


@pytest.fixture
def number(program, application) -> str:
    return str(program.apply("yunyang", application).get_json()["number"])


def test_what_may_be_done_now_is_listed_and_can_be_done(program, number):
    assert program.get(f"/cases/{number}").get_json()["may"] == ["withdraw"]
    done = program.call("POST", f"/cases/{number}/acts", json={"act": "withdraw", "reasons": "计划取消。"})
    told = done.get_json()
    assert (told["state"], told["outcome"], told["may"]) == ("closed", "withdrawn", [])


def test_what_the_law_does_not_allow_now_is_a_conflict_with_its_article(program, number):
    refused = program.call("POST", f"/cases/{number}/acts", json={"act": "ask_renewal"})
    assert refused.status_code == 409
    assert refused.get_json()["article"]
    unknown = program.call("POST", f"/cases/{number}/acts", json={"act": "grant"})
    assert unknown.status_code == 422
    assert "ask_renewal" in unknown.text
    stale = program.call("POST", f"/cases/{number}/acts", {"If-Match": '"old"'}, json={"act": "withdraw"})
    assert stale.status_code == 412


def test_another_s_case_is_not_there_to_act_on(program, other, number):
    bodies = {
        "acts": {"act": "withdraw"},
        "later-materials": {"materials": {}},
        "evaluations": {"occasion": "intake", "grade": 5},
    }
    for path, body in bodies.items():
        assert other.call("POST", f"/cases/{number}/{path}", json=body).status_code == 404
    assert other.get(f"/cases/{number}/payment").status_code == 404


@pytest.mark.row("L5")
def test_a_promise_is_made_and_kept_by_a_program(program, works, city_sessions, books):
    files = {
        each: [program.upload("yunyang", "occupy-road", each).get_json()["file"]]
        for each in works["materials"]
        if each != "site-rights"
    }
    number = program.apply("yunyang", {**works, "materials": files}).get_json()["number"]
    assert "promise_later" in program.get(f"/cases/{number}").get_json()["may"]
    for wrong in (
        {"name": "张三", "drawn": "M0 0"},
        {"name": "张三", "drawn": "601,1 2,2 3,3 4,4 5,5 6,6"},
        {"name": ""},
    ):
        refused = program.call("POST", f"/cases/{number}/acts", json={"act": "promise_later", "signature": wrong})
        assert refused.status_code == 422, wrong
    elsewhere = {"act": "withdraw", "reasons": "计划取消。", "signature": {"name": "张三"}}
    assert program.call("POST", f"/cases/{number}/acts", json=elsewhere).status_code == 422, "it would do nothing"
    signed = {"act": "promise_later", "signature": {"name": "张三", "drawn": DRAWN}}
    promised = program.call("POST", f"/cases/{number}/acts", json=signed)
    assert promised.status_code == 200, promised.text
    desk = DoorDesk(city_sessions, books)
    with scoped("yunyang"):
        paper = next(each for each in documents_of(desk.sessions(), number) if each.kind == "tolerance_promise")
    assert "张三" in paper.markdown
    assert DRAWN in paper.markdown, "the hand's own lines stand under the promise"
    verdicts = tuple(MaterialVerdict(each, Verdict.OK) for each in files)
    desk.done(number, AcceptTolerantly(CLERK, verdicts), "2026-09-28 Mon 10:00")
    city_sessions.remove()
    assert program.get(f"/cases/{number}").get_json()["owed"] == ["site-rights"]
    file = program.upload("yunyang", "occupy-road", "site-rights").get_json()["file"]
    kept = program.call("POST", f"/cases/{number}/later-materials", json={"materials": {"site-rights": [file]}})
    assert kept.status_code == 200, kept.text
    assert kept.get_json()["owed"] == []


@pytest.mark.row("E4", part="drawn by hand, sent by a program")
def test_a_form_is_signed_by_hand_through_the_api_as_on_the_page(program, application, city_sessions):
    schema = program.get("/tenants/yunyang/items/occupy-road").get_json()["answers_schema"]["properties"]["signature"]
    signed = {**application["answers"], "signature": {"name": "张三", "drawn": DRAWN}}
    jsonschema.Draft202012Validator(schema).validate(signed["signature"])
    for wrong in ("data:image/png;base64,AAAA", "1,1 2,2", "1,1 2,2 3,3 4,4 5,5 999,6"):
        body = {**application, "answers": {**signed, "signature": {"name": "张三", "drawn": wrong}}}
        refused = program.apply("yunyang", body, key=f"signed-{len(wrong)}")
        assert refused.status_code == 422, wrong
        assert {each["pointer"] for each in refused.get_json()["errors"]} == {"/answers/signature"}
    number = program.apply("yunyang", {**application, "answers": signed}).get_json()["number"]
    with scoped("yunyang"):
        (row,) = city_sessions().scalars(select(CaseRow).where(CaseRow.number == number))
    assert case_of(row).answers["signature"] == {"name": "张三", "drawn": DRAWN}


@pytest.mark.row("V1")
def test_a_service_is_rated_once_and_for_good(program, number):
    (asked,) = program.get(f"/cases/{number}/evaluations").get_json()["occasions"]
    assert (asked["occasion"], asked["grade"]) == ("intake", None)
    early = program.call("POST", f"/cases/{number}/evaluations", json={"occasion": "outcome", "grade": 5})
    assert early.status_code == 404
    body = {"occasion": "intake", "grade": 2, "reasons": ["unclear"], "text": "没有讲清。"}
    given = program.call("POST", f"/cases/{number}/evaluations", json=body)
    assert given.status_code == 201, given.text
    (rated,) = given.get_json()["occasions"]
    assert (rated["grade"], rated["grade_name"]) == (2, "不满意")
    assert program.call("POST", f"/cases/{number}/evaluations", json=body).status_code == 409
    own = program.get("/tickets").get_json()["tickets"]
    assert [each["number"] for each in own] == [rated["ticket"]]


@pytest.mark.row("W4")
def test_a_complaint_is_brought_followed_and_withdrawn(program, other, number):
    body = {"kind": "complaint", "title": "要求清单以外的材料", "body": "窗口另外要一份证明。", "case": number}
    key = {"Idempotency-Key": "complaint-0001"}
    brought = program.call("POST", "/tenants/yunyang/tickets", key, json=body)
    assert brought.status_code == 201, brought.text
    ticket = brought.get_json()
    again = program.call("POST", "/tenants/yunyang/tickets", key, json=body)
    assert (again.status_code, again.get_json()["number"]) == (200, ticket["number"]), "its answer was lost"
    worse = program.call("POST", "/tenants/yunyang/tickets", key, json={**body, "body": "又要了一份。"})
    assert worse.get_json()["number"] != ticket["number"], "no word is lost"
    assert (ticket["state"], ticket["case"]) == ("opened", number)
    assert ticket["deadlines"]
    assert other.get(f"/tickets/{ticket['number']}").status_code == 404
    assert other.call("POST", "/tenants/yunyang/tickets", json=body).status_code == 422, "it is not their case"
    early = program.call("POST", f"/tickets/{ticket['number']}/acts", json={"act": "confirm"})
    assert early.status_code == 409
    done = program.call("POST", f"/tickets/{ticket['number']}/acts", json={"act": "withdraw"})
    assert done.get_json()["state"] == "closed"


@pytest.mark.row("W4", part="the answer as a document")
def test_a_program_reads_the_answer_to_its_complaint_as_a_document(program, other, city_sessions, books):
    city_sessions.remove()  # what the fixtures read with
    body = {"kind": "complaint", "title": "要求清单以外的材料", "body": "窗口另外要一份证明。"}
    number = program.call("POST", "/tenants/yunyang/tickets", json=body).get_json()["number"]
    desk = DoorDesk(city_sessions, books)
    place = TicketCity(desk)
    for each in (AcceptTicket(CLERK), AssignTicket(CHIEF, REVIEWER), AnswerTicket(REVIEWER, "情况属实。")):
        place.done(number, each, "2026-09-28 Mon 10:00")
    city_sessions.remove()
    (paper,) = program.get(f"/tickets/{number}").get_json()["documents"]
    assert (paper["title"], paper["ready"]) == ("投诉答复书", False)
    waiting = program.get(paper["href"].removeprefix("/api/v1"))
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (503, "10")
    assert other.get(paper["href"].removeprefix("/api/v1")).status_code == 404
