"""Who may do what in the procedure, and what nobody sees: cell by cell, and with foreign identities."""

from __future__ import annotations

import pytest

from door_desk import DoorDesk
from tongban.tenancy.permissions import ACTIONS, ROLES
from tongban.web.adjusting.room import blueprint
from tongban.web.guard import PERMISSION
from tongban.web.rooms import ROOMS

STAFF_ROLES = [role for role in ROLES if role not in {"applicant", "agent"}]
PAGES = {
    "adjusting.adjustments": "/adjusting/",
    "adjusting.propose": "/adjusting/new",
    "adjusting.own": "/adjusting/own/{number}",
    "adjusting.claim": "/adjusting/claims/{claim}",
}

#: action → who may do it, written by hand from the articles
BY_THE_LAW = {
    "adjustment.propose": {"department_editor"},  # 36 §10, §15, §17
    "adjustment.review": {"justice_bureau"},  # 36 §9; 7 §6
    "adjustment.confirm": {"catalogue_office"},  # 36 §8; 7 §6
    "adjustment.oversee": {"catalogue_office", "justice_bureau", "supervisor"},  # 36 §21
    "adjustment.claim": {"district_manager", "tenant_admin"},  # 36 §11; 7 §6
    "adjustment.file": {"district_manager"},  # 36 §15, §17
}


def test_every_page_of_the_room_is_known_here(offices):
    mine = {rule.endpoint for rule in offices.app.url_map.iter_rules() if rule.endpoint.startswith("adjusting.")}
    assert mine == {*PAGES, "adjusting.file"}
    assert blueprint in ROOMS


@pytest.mark.row("T3")
@pytest.mark.parametrize("action", BY_THE_LAW)
def test_each_act_is_for_those_whom_the_article_names(action):
    assert ACTIONS[action] == BY_THE_LAW[action]


@pytest.mark.row("T3")
@pytest.mark.parametrize("role", STAFF_ROLES)
def test_each_role_opens_the_pages_that_the_matrix_gives_it_and_no_other(offices, role):
    number = offices.proposed()
    person = offices.person(role, "" if role == "operator" else "chongqing")
    for endpoint, address in PAGES.items():
        answer = person.get(address.format(number=number, claim=number))
        allowed = role in ACTIONS[getattr(offices.app.view_functions[endpoint], PERMISSION)]
        assert (answer.status_code != 403) is allowed, (endpoint, answer.status_code)


@pytest.mark.row("T2")
def test_who_handles_matters_between_offices_sees_no_citizens_case(offices):
    city = offices.city
    theirs = DoorDesk(city.sessions, city.books, "yunyang").submit("2026-09-28 Mon 09:00").number
    city.sessions.remove()
    manager = offices.manager()
    assert manager.get(f"/desk/cases/{theirs}").status_code == 403
    for tab in ("mine", "all", "applicant", "closed"):
        assert theirs not in manager.get(f"/desk/?tab={tab}").text
    assert theirs in offices.person("window_clerk", "yunyang").get("/desk/?tab=all").text


@pytest.mark.row("T2")
def test_who_handles_citizens_cases_sees_no_adjustment(offices):
    number = offices.proposed()
    clerk = offices.person("window_clerk", "chongqing")
    assert clerk.get(f"/desk/cases/{number}").status_code == 403
    assert number not in clerk.get("/desk/?tab=all").text
    assert number in offices.person("tenant_admin", "chongqing").get("/desk/?tab=all").text


@pytest.mark.row("T2")
def test_another_departments_adjustment_and_another_districts_claim_are_not_there(offices):
    number = offices.proposed()
    offices.reviewed(number)
    offices.confirmed(number, "2026-09-28 Mon 10:01")
    claim = offices.city.claims("2026-09-28 Mon 10:02", number)["yunyang"].number
    assert offices.person("department_editor", "cq-minzheng").get(f"/adjusting/own/{number}").status_code == 404
    assert number not in offices.person("department_editor", "cq-minzheng").get("/adjusting/").text
    assert offices.manager("jiangbei").get(f"/adjusting/claims/{claim}").status_code == 404
    assert offices.manager("jiangbei").get(f"/desk/cases/{claim}").status_code == 404
    assert offices.manager("jiangbei").post(f"/adjusting/claims/{claim}", page="/desk/").status_code == 404
    assert offices.manager("yunyang").get(f"/adjusting/claims/{claim}").status_code == 200


@pytest.mark.row("C4")
def test_the_claims_own_decision_is_not_taken_past_its_publication(offices):
    number = offices.proposed()
    offices.reviewed(number)
    offices.confirmed(number, "2026-09-28 Mon 10:01")
    claim = offices.city.claims("2026-09-28 Mon 10:02", number)["yunyang"].number
    page = f"/desk/cases/{claim}"
    answer = offices.manager().post(f"{page}/act/grant", {"opinion": "认领。"}, page=page)
    assert "停止办理" in answer.text, "led to the page that publishes"
    assert offices.city.claims("2026-09-28 Mon 10:03", number)["yunyang"].done_at is None


@pytest.mark.row("C4")
def test_window_and_api_refuse_a_cancelled_item_in_words_with_the_article(offices):
    number = offices.proposed()
    offices.reviewed(number)
    clerk = offices.person("window_clerk", "yunyang")
    assert clerk.get("/desk/intake").text.count("户外招牌设置备案")
    offices.confirmed(number, "2026-09-28 Mon 10:01")
    assert "户外招牌设置备案" not in clerk.get("/desk/intake").text
    answer = offices.app.test_client().get("/api/v1/tenants/yunyang/items/signboard-record")
    assert answer.status_code == 404
    assert "停止受理新的申请" in str(answer.json)
    assert "36 §14" in str(answer.json)
    posted = clerk.post("/desk/intake", {"item": "signboard-record"}, page="/desk/intake")
    assert "停止受理新的申请" in posted.text
