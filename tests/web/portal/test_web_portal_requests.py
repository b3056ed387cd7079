"""Requests out of place: another's case, a step out of turn, twice the same, no session, no token. Nothing changes."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select

from portal_visitor import PASSWORD, Portal
from tongban.database import Scope, scoped
from tongban.publishing import withdraw
from tongban.tenancy.tables import AuditRow


def audit(portal: Portal) -> list[tuple[str, str, bool]]:
    with scoped(Scope.everywhere("test")):
        rows = [(each.tenant_id, each.actor, each.allowed) for each in portal.sessions().scalars(select(AuditRow))]
    portal.sessions.remove()
    return rows


@pytest.mark.row("T2")
def test_another_applicants_case_is_not_there_and_the_try_is_noted(portal: Portal) -> None:
    number = portal.submitted(portal.company())
    stranger_id = portal.enrol("stranger", "李四", "person")
    stranger = portal.visitor("yuzhong")
    stranger.log_in("stranger")
    for page in (f"cases/{number}", f"cases/{number}/supply", f"cases/{number}/submitted", f"cases/{number}/explain"):
        answer = stranger.get(page)
        assert answer.status_code == 404
        assert "没有找到办件" in answer.text
        assert "重庆示例建设" not in answer.text
    answer = stranger.post(f"cases/{number}", {"command": "withdraw", "reasons": "别人的"}, page="cases")
    assert answer.status_code == 404
    assert portal.case(number).state == "submitted"
    assert audit(portal) == [("yunyang", stranger_id, False)] * 5
    answer = stranger.get("cases/500235-0000-0000")
    assert answer.status_code == 404
    assert len(audit(portal)) == 5, "a number that is nobody's is no attempt on anybody"


@pytest.mark.row("T2")
def test_another_applicants_draft_is_not_there(portal: Portal) -> None:
    draft = portal.begin(portal.company())
    stranger_id = portal.enrol("stranger", "示例餐饮管理有限公司")
    stranger = portal.visitor()
    stranger.log_in("stranger")
    for page in ("questions", "form/applicant", "materials", "review"):
        assert stranger.get(f"drafts/{draft}/{page}").status_code == 404
    answer = stranger.post(f"drafts/{draft}/form/applicant", {"legal_representative": "别人"}, page="cases")
    assert answer.status_code == 404
    assert stranger.post(f"drafts/{draft}/submit").status_code == 404
    assert stranger.post(f"drafts/{draft}/discard").status_code == 404
    assert "legal_representative" not in portal.draft(draft).answers
    assert set(audit(portal)) == {("yunyang", stranger_id, False)}


def test_handed_in_twice_is_one_case(portal: Portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    portal.fill(visitor, draft)
    visitor.get(f"drafts/{draft}/review")
    first, second = visitor.post(f"drafts/{draft}/submit"), visitor.post(f"drafts/{draft}/submit")
    assert first.location == second.location
    assert portal.count_cases() == 1
    for page in ("review", "questions", "form/applicant", "materials", "submit"):
        assert visitor.get(f"drafts/{draft}/{page}", follow=page == "submit").request.path.startswith("/yunyang/")
    assert visitor.get(f"drafts/{draft}/review").location == first.location, "the back button leads to the case"
    late = visitor.post(f"drafts/{draft}/form/applicant", {"phone": "13900000000"})
    assert late.location == first.location
    assert portal.case(first.location.split("/")[-2]).snapshot["answers"]["phone"] == "+8613800000101"


def test_handed_in_twice_at_the_same_time_is_one_case(portal: Portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    portal.fill(visitor, draft)
    twin = portal.visitor()
    twin.log_in("company")
    places: list[str] = []
    for each in (visitor, twin):
        each.get(f"drafts/{draft}/review")

    def press(who: object) -> None:
        places.append(who.post(f"drafts/{draft}/submit").location)  # type: ignore[attr-defined]

    threads = [threading.Thread(target=press, args=(each,)) for each in (visitor, twin)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(places) == 2
    assert len(set(places)) == 1
    assert portal.count_cases() == 1


def test_a_post_without_its_token_changes_nothing(portal: Portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    portal.fill(visitor, draft)
    before = portal.draft(draft).answers
    for page, data in (
        ("form/applicant", {"phone": "13900000000"}),
        ("submit", {}),
        ("discard", {}),
        ("materials", {}),
    ):
        answer = visitor.client.post(f"/yunyang/drafts/{draft}/{page}", data={"x": "1", **data})
        assert answer.status_code == 400
        assert "页面已经过期，没有作任何改动" in answer.text
    assert portal.draft(draft).answers == before
    assert portal.count_cases() == 0


def test_an_expired_session_keeps_the_draft_and_leads_back(portal: Portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    address = f"drafts/{draft}/form/applicant"
    visitor.post(f"{address}?autosave=1", {"legal_representative": "冉光荣"}, page=address)
    visitor.client.delete_cookie("session")
    answer = visitor.post(address, {"legal_representative": "改了的"})
    assert answer.status_code == 400
    assert "登录已经过期" in answer.text
    assert f"/account/login?next=/yunyang/drafts/{draft}/form/applicant" in answer.text
    assert visitor.get(address).location.startswith("/account/login?next=")
    visitor.log_in("company")
    assert "冉光荣" in visitor.get(address).text


@pytest.mark.row("F4")
def test_autosave_answers_a_script_in_json_and_says_when_the_session_is_over(portal: Portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    address = f"drafts/{draft}/form/applicant"
    answer = visitor.post(f"{address}?autosave=1", {"unit_name": "示例", "phone": "12"}, page=address)
    assert answer.json == {"saved_at": "10:00"}
    assert portal.draft(draft).typed["phone"] == ["12"], "kept as typed though it is no number"
    visitor.client.delete_cookie("session")
    script = {"X-Requested-With": "fetch"}
    answer = visitor.client.post(f"/yunyang/{address}?autosave=1", data={"phone": "13"}, headers=script)
    assert answer.status_code == 401
    assert "草稿不受影响" in answer.json["message"]
    assert portal.draft(draft).typed["phone"] == ["12"]


def test_a_step_out_of_turn_is_refused_in_words(portal: Portal) -> None:
    visitor = portal.company()
    number = portal.submitted(visitor)
    answer = visitor.get(f"cases/{number}/supply", follow=True)
    assert "现在没有需要补正的内容" in answer.text
    answer = visitor.post(f"cases/{number}/supply", {"action": "supply"}, follow=True)
    assert "现在没有需要补正的内容" in answer.text
    answer = visitor.post(f"cases/{number}", {"command": "withdraw", "reasons": " "})
    assert answer.status_code == 422
    assert "撤回申请请写明原因" in answer.text
    assert visitor.post(f"cases/{number}", {"command": "grant"}).status_code == 422
    assert portal.case(number).state == "submitted"
    answer = visitor.post(f"cases/{number}", {"command": "withdraw", "reasons": "改期施工。"}, follow=True)
    assert "申请已经撤回" in answer.text
    assert portal.case(number).outcome == "withdrawn"
    assert visitor.post(f"cases/{number}", {"command": "withdraw", "reasons": "再来一次"}).status_code == 422


def test_the_way_back_from_the_log_in_is_never_another_site(portal: Portal) -> None:
    portal.enrol("company")
    for wanted in ("https://example.invalid/", "//example.invalid", "/\\example.invalid"):
        visitor = portal.visitor()
        typed = {"login": "company", "password": PASSWORD, "next": wanted}
        assert visitor.post("/account/login", typed, page="/account/login").location == "/"


@pytest.mark.row("C5")
def test_a_draft_of_an_item_that_was_withdrawn_can_be_read_and_not_handed_in(portal: Portal) -> None:

    visitor = portal.company()
    draft = portal.begin(visitor)
    portal.fill(visitor, draft)
    with scoped("yunyang"):
        withdraw(portal.sessions(), "yunyang", ["occupy-road"])
        portal.sessions().commit()
    portal.sessions.remove()
    assert "已经停办" in visitor.get(f"drafts/{draft}/review").text
    answer = visitor.post(f"drafts/{draft}/submit")
    assert answer.status_code == 400
    assert "已经停办" in answer.text
    assert portal.count_cases() == 0
