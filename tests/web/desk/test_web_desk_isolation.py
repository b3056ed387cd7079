"""Nobody acts at another's desk: every route with a foreign identity (T2), every act in every role (T3)."""

from __future__ import annotations

import re

import pytest

from tongban.law import Action
from tongban.tenancy.permissions import ACTIONS, ROLES
from tongban.web.desk.acts import ACTS
from tongban.web.desk.room import blueprint
from tongban.web.guard import PERMISSION
from tongban.web.rooms import ROOMS

STAFF_ROLES = [role for role in ROLES if role not in {"applicant", "agent"}]
#: what a desk's own address may hold beside the number of a case
PLACES = {
    "command": "accept", "file_id": "0" * 32, "code": "AAAABBBBCCCCDDDD", "draft": "w-" + "0" * 32,
    "opinion": "opinion-1",
}  # fmt: skip
ENDPOINTS = (
    "desk.queue", "desk.case", "desk.check", "desk.act", "desk.explain", "desk.file", "desk.document", "desk.intake",
    "desk.intake_form", "desk.correct", "desk.delegated", "desk.guidance", "desk.record",
    "desk.opinions", "desk.opinion", "desk.opinion_file",
)  # fmt: skip


def addresses(room, number: str):
    """Give each rule of the desk that names a case or a draft, with each of its methods."""
    for rule in room.app.url_map.iter_rules():
        if rule.endpoint.startswith("desk.") and rule.arguments:
            for method in sorted(rule.methods & {"GET", "POST"}):
                path = rule.rule.replace("<number>", number)
                yield method, rule.endpoint, re.sub(r"<(\w+)>", lambda found: PLACES[found[1]], path)


def test_every_route_of_the_desk_is_known_here_and_asks_for_a_permission(room):
    mine = {rule.endpoint for rule in room.app.url_map.iter_rules() if rule.endpoint.startswith("desk.")}
    assert mine == set(ENDPOINTS)
    assert all(getattr(room.app.view_functions[each], PERMISSION) in ACTIONS for each in mine)
    assert blueprint in ROOMS


@pytest.mark.row("T2")
def test_every_route_with_a_foreign_tenants_identity_finds_nothing_and_is_noted(room):
    number = room.submitted()
    before = room.case(number)
    stranger = room.seat("window_clerk", "jiangbei")
    for method, _endpoint, path in addresses(room, number):
        noted = room.refusals("jiangbei")
        stranger.get("/desk/")
        answer = stranger.get(path) if method == "GET" else stranger.post(path, {"revision": ""})
        assert answer.status_code in {403, 404}, (method, path, answer.status_code)
        assert before.applicant.name not in answer.text
        assert room.refusals("jiangbei") == noted + 1, (method, path)
    assert room.case(number) == before


@pytest.mark.row("T2")
def test_a_file_of_another_tenant_is_not_sent_under_a_number_of_ones_own(room):
    mine = room.submitted(tenant="jiangbei")
    theirs = room.submitted()
    file = room.file(theirs, b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n", "plan.pdf")
    stranger = room.seat("window_clerk", "jiangbei")
    assert stranger.get(f"/desk/cases/{mine}/files/{file}").status_code == 404
    assert room.refusals("jiangbei") == 1
    assert room.clerk.get(f"/desk/cases/{theirs}/files/{file}").status_code == 200


@pytest.mark.row("T2")
def test_the_queue_shows_ones_own_tenant_only(room):
    theirs = room.submitted()
    shown = room.seat("window_clerk", "jiangbei").get(f"/desk/?tab=all&q={theirs}").text
    assert "没有符合条件的办件" in shown


@pytest.mark.row("T3")
@pytest.mark.parametrize("role", STAFF_ROLES)
def test_each_role_may_do_at_the_desk_what_the_matrix_says_and_nothing_else(room, role):
    number = room.submitted()
    seat = room.seat(role)
    for method, endpoint, path in addresses(room, number):
        if endpoint in {"desk.intake_form", "desk.file", "desk.document", "desk.act"}:
            continue
        _cell(room, seat, role, getattr(room.app.view_functions[endpoint], PERMISSION), method, path)
    _cell(room, seat, role, "queue.view", "GET", "/desk/")
    if role in ACTIONS["case.view"]:
        for action in Action:
            path = f"/desk/cases/{number}/act/{action.value}"
            _cell(room, seat, role, ACTS[action].permission, "POST", path)
            number = room.submitted()
    _cell(room, seat, role, "case.take_in", "GET", "/desk/intake")
    _cell(room, seat, role, "case.guide", "GET", "/desk/guidance")


def _cell(room, seat, role: str, permission: str, method: str, path: str) -> None:
    seat.get("/staff/login")
    before = room.refusals()
    answer = seat.get(path) if method == "GET" else seat.post(path, {"revision": ""})
    allowed = role in ACTIONS[permission]
    assert (answer.status_code != 403) is allowed, (role, permission, method, path, answer.status_code)
    assert room.refusals() - before == (0 if allowed else 1), (role, permission, path)


def test_who_is_not_logged_in_is_led_to_the_log_in_and_back(room):
    answer = room.app.test_client().get("/desk/?tab=all")
    assert answer.status_code == 302
    assert answer.location.endswith("/staff/login?next=/desk/?tab%3Dall")


def test_a_post_without_the_pages_token_changes_nothing(room):
    number = room.submitted()
    before = room.case(number)
    answer = room.clerk.client.post(
        f"/desk/cases/{number}/act/decline", data={"reasons": "无", "ground": "not_allowed"}
    )
    assert answer.status_code == 400
    assert room.case(number) == before
