"""Nobody acts at another's desk: every route with a foreign identity (T2), every act in every role (T3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from door_desk import DoorDesk, at
from licences_issued import granted
from ticket_city import COMPLAINT, TicketCity
from tongban.cases.archiving import ArchiveListRow, ArchiveRow
from tongban.cases.files import FileStore
from tongban.cases.licences import held_by
from tongban.cases.promises.tables import BrokenPromiseRow
from tongban.database import scoped
from tongban.law import Action, Applicant
from tongban.tenancy.permissions import ACTIONS, ROLES
from tongban.web.desk.acts import ACTS
from tongban.web.desk.room import blueprint
from tongban.web.guard import PERMISSION
from tongban.web.rooms import ROOMS

STAFF_ROLES = [role for role in ROLES if role not in {"applicant", "agent"}]
#: what a desk's own address may hold beside the number of a case
PLACES = {
    "command": "accept", "file_id": "0" * 32, "code": "AAAABBBBCCCCDDDD", "draft": "w-" + "0" * 32,
    "opinion": "opinion-1", "name": "accept", "material": "plan", "id": "1" * 32,
}  # fmt: skip
ENDPOINTS = (
    "desk.queue", "desk.case", "desk.check", "desk.act", "desk.explain", "desk.file", "desk.document", "desk.intake",
    "desk.intake_form", "desk.correct", "desk.delegated", "desk.guidance", "desk.record",
    "desk.opinions", "desk.opinion", "desk.opinion_file",
    "desk.licences", "desk.licence", "desk.archives", "desk.archive", "desk.archive_package", "desk.archive_lists",
    "desk.archive_list", "desk.archive_list_act", "desk.archive_list_csv", "desk.archive_list_packages",
    "desk.archive_hand_over", "desk.archive_destruction", "desk.evaluations", "desk.tablet",
    "desk.tickets", "desk.ticket", "desk.ticket_act", "desk.ticket_new", "desk.ticket_document", "desk.alerts",
    "desk.overdue",
    "desk.supervision", "desk.repair", "desk.calendar", "desk.parcel", "desk.shared_data", "desk.application",
)  # fmt: skip


#: what names nothing in its address: the lists, and what is posted to them
WITHOUT_A_NUMBER = (
    ("GET", "licence.view", "/desk/licences"), ("GET", "archive.view", "/desk/archives"),
    ("GET", "archive.view", "/desk/archive-lists"), ("POST", "archive.hand_over", "/desk/archive-lists/hand-over"),
    ("POST", "archive.propose", "/desk/archive-lists/destruction"),
    ("GET", "evaluation.view", "/desk/evaluations"), ("GET", "ticket.view", "/desk/tickets"),
    ("GET", "ticket.register", "/desk/tickets/new"), ("POST", "ticket.register", "/desk/tickets/new"),
    ("GET", "alert.view", "/desk/alerts"), ("POST", "alert.view", "/desk/alerts"),
    ("GET", "case.oversee", "/desk/overdue"), ("GET", "promise.view", "/desk/supervision"),
    ("GET", "calendar.declare", "/desk/calendar"), ("POST", "calendar.declare", "/desk/calendar"),
    ("POST", "promise.repair", "/desk/supervision/repair"), ("GET", "case.opinion", "/desk/opinions"),
)  # fmt: skip
HOLDER = Applicant("applicant-9", "person", "周持证")


@dataclass(frozen=True)
class There:
    """What is really there at 云阳县: a case with its archive on a list, a licence, a ticket."""

    number: str
    licence: str
    ticket: str

    def path(self, rule: str, endpoint: str) -> str:
        """Fill a rule in, so that somebody of the tenant finds what it leads to."""
        number = self.ticket if endpoint.startswith("desk.ticket") else self.number
        places = {**PLACES, "number": number, **({"code": self.licence} if endpoint == "desk.licence" else {})}
        return re.sub(r"<(\w+)>", lambda found: places[found[1]], rule)


def there(room) -> There:
    number = room.submitted()
    ticket = TicketCity(room.door).open().ticket.number
    granted(DoorDesk(room.door.sessions, room.door.books), "id-card-renewal", HOLDER)
    (licence,) = held_by(room.door.sessions(), HOLDER.id)
    found = There(number, licence.code, ticket)
    _archived(room, number)
    room.door.sessions.remove()
    return found


def _archived(room, number: str) -> None:
    """Lay an archive beside the case: the desk sends what is stored, whoever packed it."""
    stored = FileStore(room.app.extensions["tongban"].settings.files_url).put(b"PK")
    moment = at("2026-09-28 Mon 10:00")
    with scoped("yunyang"):
        row = ArchiveRow(
            tenant_id="yunyang", number=number, title="占道施工", revision=1, package=stored, size=2, closed_at=moment,
            made_at=moment, keep_until=None, retention="永久",
        )  # fmt: skip
        listed = ArchiveListRow(
            tenant_id="yunyang", id=PLACES["id"], kind="hand_over", receiver="示例档案馆", lines=[], made_at=moment,
            made_by="孙监督", made_by_id="sun",
        )  # fmt: skip
        room.door.sessions().add_all((row, listed))
        room.door.sessions().commit()


def addresses(room, found: There):
    """Give each rule of the desk that names a case, a draft, a licence or a ticket, with each of its methods."""
    for rule in room.app.url_map.iter_rules():
        if rule.endpoint.startswith("desk.") and rule.arguments:
            for method in sorted(rule.methods & {"GET", "POST"}):
                yield method, rule.endpoint, found.path(rule.rule, rule.endpoint)


def test_every_route_of_the_desk_is_known_here_and_asks_for_a_permission(room):
    mine = {rule.endpoint for rule in room.app.url_map.iter_rules() if rule.endpoint.startswith("desk.")}
    assert mine == set(ENDPOINTS)
    assert all(getattr(room.app.view_functions[each], PERMISSION) in ACTIONS for each in mine)
    assert blueprint in ROOMS


@pytest.mark.row("T2")
def test_every_route_with_a_foreign_tenants_identity_finds_nothing_and_is_noted(room):
    found = there(room)
    before = room.case(found.number)
    for method, endpoint, path in addresses(room, found):
        # a desk that may do what is asked, at its own tenant: what turns it away is whose the thing is
        role = "supervisor" if endpoint.startswith("desk.archive") else "window_clerk"
        stranger = room.seat(role, "jiangbei")
        noted = room.refusals("jiangbei")
        stranger.get("/desk/")
        answer = stranger.get(path) if method == "GET" else stranger.post(path, {"revision": ""})
        assert answer.status_code in {403, 404}, (method, path, answer.status_code)
        assert not any(each in answer.text for each in (before.applicant.name, HOLDER.name, COMPLAINT.title)), path
        assert room.refusals("jiangbei") == noted + 1, (method, path)
    assert room.case(found.number) == before


@pytest.mark.row("T2")
def test_the_lists_of_a_desk_show_ones_own_tenant_only(room):
    found = there(room)
    for path, role, shown in (
        ("/desk/licences", "window_clerk", HOLDER.name),
        ("/desk/archives", "supervisor", found.number),
        ("/desk/archive-lists", "supervisor", "示例档案馆"),
        ("/desk/tickets?tab=all", "supervisor", found.ticket),
    ):
        assert shown in room.seat(role).get(path).text, path
        answer = room.seat(role, "jiangbei").get(path)
        assert answer.status_code == 200
        assert shown not in answer.text, path


@pytest.mark.row("T2")
def test_a_broken_promise_of_another_tenant_is_not_repaired_and_the_try_is_noted(room):
    row = {"number": "1", "kind": "commitment", "applicant_id": "applicant-1", "held_by": "yunyang"}
    room.door.sessions().add(BrokenPromiseRow(**row, broken_at=at("2026-09-28 Mon 10:00")))
    room.door.sessions().commit()
    stranger = room.seat("supervisor", "jiangbei")
    asked = {"record": "1.commitment", "reason": "已经补交。"}
    answer = stranger.post("/desk/supervision/repair", asked, page="/desk/supervision")
    assert answer.status_code == 404
    assert room.refusals("jiangbei") == 1
    assert room.door.sessions().get(BrokenPromiseRow, ("1", "commitment")).repaired_at is None


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
    found = there(room)
    number = found.number
    seat = room.seat(role)
    for method, endpoint, path in addresses(room, found):
        if endpoint in {"desk.intake_form", "desk.file", "desk.document", "desk.act"}:
            continue
        if endpoint in {"desk.opinion", "desk.opinion_file"} and role in ACTIONS["case.opinion"]:
            continue  # nothing is asked of this office: it is not there, and the try is noted
        _cell(room, seat, role, getattr(room.app.view_functions[endpoint], PERMISSION), method, path)
    _cell(room, seat, role, "queue.view", "GET", "/desk/")
    if role in ACTIONS["case.view"]:
        for action in Action:
            path = f"/desk/cases/{number}/act/{action.value}"
            before = room.case(number)
            _cell(room, seat, role, ACTS[action].permission, "POST", path)
            number = number if room.case(number) == before else room.submitted()
    _cell(room, seat, role, "case.take_in", "GET", "/desk/intake")
    _cell(room, seat, role, "case.guide", "GET", "/desk/guidance")
    for method, permission, path in WITHOUT_A_NUMBER:
        _cell(room, seat, role, permission, method, path)


def _cell(room, seat, role: str, permission: str, method: str, path: str) -> None:
    before = seat.refused
    page = "" if seat.holds_token else "/staff/login"
    answer = seat.get(path) if method == "GET" else seat.post(path, {"revision": ""}, page=page)
    allowed = role in ACTIONS[permission]
    assert (answer.status_code != 403) is allowed, (role, permission, method, path, answer.status_code)
    seat.refused = room.refusals()
    assert seat.refused - before == (0 if allowed else 1), (role, permission, path)


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
