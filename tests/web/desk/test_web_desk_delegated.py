"""A township accepts for its county, and no more than that; when a delegation runs out, it ends by itself (T4)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from door_desk import at
from tongban.cases.tables import CaseRow
from tongban.database import scoped
from tongban.definitions.delegations import Delegation, Place
from tongban.definitions.model import Basis
from tongban.errors import TongbanError
from tongban.publishing import Books
from tongban.publishing.delegating import delegate
from tongban.tenancy import permissions
from tongban.tenancy.tables import AuditRow

LETTER = (Basis("示范委托书", "第一条"),)


def entrusted(room, scope="acceptance", until=date(2026, 12, 31), begins=date(2026, 9, 1)):
    """Let 江口镇 do 占道施工 for 云阳县."""
    session = room.door.sessions()
    books = room.door.books.refresh(session)
    counter = (Place("代办窗口", "便民服务中心一楼", "工作日 9:00—17:00"),)
    wanted = Delegation("yunyang", "occupy-road", "jiangkou", scope, begins, until, LETTER, counter)
    delegate(session, books, wanted, by="运维", now=at("2026-09-28 Mon 09:00"))
    session.commit()
    room.door.sessions.remove()


def noted(room, tenant, action="case.delegated"):
    with scoped(tenant):
        rows = room.door.sessions().scalars(select(AuditRow).where(AuditRow.action == action)).all()
        found = [(each.actor, each.target, each.allowed) for each in rows]
    room.door.sessions.remove()
    return found


@pytest.mark.row("T4")
@pytest.mark.article("335 §12", "ORD §12", "ORD §35")
def test_the_delegate_receives_and_accepts_and_the_decision_stays_with_the_principal(room):
    entrusted(room)
    number = room.submitted()
    clerk = room.seat("window_clerk", "jiangkou")
    assert number in clerk.get("/desk/delegated").text
    checks = {f"verdict.{each.id}": "accepted" for each in room.case(number).materials}
    assert clerk.post(f"/desk/cases/{number}/check", checks, page=f"/desk/cases/{number}").status_code == 303
    assert clerk.act(number, "accept").status_code == 303
    case = room.case(number)
    assert (case.state, case.tenant) == ("accepted", "yunyang")
    chief = room.seat("chief_representative", "jiangkou")
    assert "/act/grant" not in chief.get(f"/desk/cases/{number}").text
    for decision in ({"opinion": "同意。"}, {"reasons": "不同意。"}):
        command = "grant" if "opinion" in decision else "refuse"
        assert chief.act(number, command, decision).status_code == 403
    assert room.seat("reviewer", "jiangkou").act(number, "complete_step", {"opinion": "齐全。"}).status_code == 403
    assert room.case(number) == case
    assert room.reviewer.act(number, "complete_step", {"opinion": "齐全。"}).status_code == 303, "the principal goes on"


@pytest.mark.row("T4")
def test_handling_covers_the_steps_but_never_the_deciding_one(room):
    entrusted(room, scope="handling")
    number = room.accepted()
    reviewer = room.seat("reviewer", "jiangkou")
    assert reviewer.act(number, "complete_step", {"opinion": "齐全。"}).status_code == 303
    chief = room.seat("chief_representative", "jiangkou")
    assert chief.act(number, "grant", {"opinion": "同意。"}).status_code == 403
    assert room.case(number).decision is None


@pytest.mark.row("T4")
def test_expiry_ends_it_by_itself_and_it_does_not_begin_before_its_day(room):
    entrusted(room, until=date(2026, 9, 28))
    number = room.submitted()
    clerk = room.seat("window_clerk", "jiangkou")
    assert clerk.get(f"/desk/cases/{number}").status_code == 200
    room.move_to("2026-09-29 Tue 00:05")
    assert clerk.get(f"/desk/cases/{number}").status_code == 404
    assert number not in clerk.get("/desk/delegated").text
    room.move_to("2026-08-31 Mon 10:00")
    assert clerk.get(f"/desk/cases/{number}").status_code == 404


@pytest.mark.row("T4")
def test_each_look_is_written_down_at_both_bodies_and_nobody_else_gets_in(room):
    entrusted(room)
    number = room.submitted()
    room.seat("window_clerk", "jiangkou").get(f"/desk/cases/{number}")
    assert ("jiangkou.window_clerk", number, True) in noted(room, "yunyang")
    assert ("jiangkou.window_clerk", number, True) in noted(room, "jiangkou")
    assert room.seat("window_clerk", "jiangbei").get(f"/desk/cases/{number}").status_code == 404
    assert noted(room, "jiangbei") == []
    other = room.submitted(tenant="jiangbei")
    assert room.seat("window_clerk", "jiangkou").get(f"/desk/cases/{other}").status_code == 404


@pytest.mark.row("T4")
def test_a_delegation_covers_its_item_and_no_other_of_the_principal(room):
    session = room.door.sessions()
    wanted = Delegation(
        "yunyang", "food-permit", "jiangkou", "acceptance", date(2026, 9, 1), date(2026, 12, 31), LETTER
    )
    delegate(session, room.door.books.refresh(session), wanted, by="运维", now=at("2026-09-28 Mon 09:00"))
    session.commit()
    room.door.sessions.remove()
    number = room.submitted()
    assert room.seat("window_clerk", "jiangkou").get(f"/desk/cases/{number}").status_code == 404


@pytest.mark.row("T4")
def test_the_delegates_window_takes_an_application_in_for_the_principal(room):
    entrusted(room)
    clerk = room.seat("window_clerk", "jiangkou")
    assert "受云阳县委托" in clerk.get("/desk/intake").text
    person = {"item": "yunyang/occupy-road", "kind": "person", "name": "李大山", "phone": "13800000000"}
    answer = clerk.post("/desk/intake", person, page="/desk/intake")
    assert answer.status_code == 303
    assert clerk.get(answer.headers["Location"]).status_code == 200
    handed = clerk.post(answer.headers["Location"], {"action": "anyway"}, page=answer.headers["Location"])
    assert handed.status_code == 303, handed.text
    number = handed.headers["Location"].rsplit("/", 1)[-1]
    with scoped("yunyang"):
        assert room.door.sessions().get(CaseRow, ("yunyang", number)) is not None
    room.door.sessions.remove()
    assert clerk.get(handed.headers["Location"]).status_code == 200
    room.move_to("2027-01-04 Mon 10:00")
    assert clerk.post("/desk/intake", person, page="/desk/intake").status_code == 422


@pytest.mark.row("T4")
@pytest.mark.article("335 §7")
def test_the_guide_shows_the_delegates_counter_while_it_holds(room):
    entrusted(room)
    told = room.guest().get("/yunyang/items/occupy-road").text
    assert "云阳县江口镇（受委托）：代办窗口" in told
    room.move_to("2027-01-04 Mon 10:00")
    assert "受委托" not in room.guest().get("/yunyang/items/occupy-road").text


@pytest.mark.row("T4")
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"delegate": "nobody"}, "没有受委托单位"),
        ({"delegate": "yunyang"}, "不能委托给自己"),
        ({"item": "hr-servic"}, "没有认领事项"),
        ({"ends": date(2026, 1, 1)}, "早于起始日"),
    ],
)
def test_a_wrong_delegation_is_refused_with_the_reason_and_writes_nothing(city_sessions, books: Books, changed, said):
    session = city_sessions()
    right = {"principal": "yunyang", "item": "occupy-road", "delegate": "jiangkou", "scope": "acceptance",
             "begins": date(2026, 9, 1), "ends": date(2026, 12, 31), "basis": LETTER}  # fmt: skip
    before = books.workspace.delegations
    with pytest.raises(TongbanError, match=said):
        delegate(session, books, Delegation(**{**right, **changed}), by="运维", now=at("2026-09-28 Mon 09:00"))
    session.commit()
    assert books.refresh(session).workspace.delegations == before


@pytest.mark.row("W4", part="linked to case and item")
def test_who_may_not_see_tickets_reads_nothing_of_them_with_the_case(room, monkeypatch):
    number = room.submitted()
    typed = {"kind": "complaint", "title": "窗口没人", "body": "下午三点没有人值守。", "name": "李奶奶", "case": number}
    room.clerk.post("/desk/tickets/new", typed, page="/desk/tickets/new")
    entrusted(room)
    delegate = room.seat("window_clerk", "jiangkou").get(f"/desk/cases/{number}")
    assert (delegate.status_code, "窗口没人" in delegate.text) == (200, False), "the ticket is the principal's"
    monkeypatch.setitem(permissions._ROWS, "ticket.view", frozenset({"supervisor"}))
    assert "窗口没人" not in room.clerk.get(f"/desk/cases/{number}").text
    assert "窗口没人" in room.seat("supervisor").get(f"/desk/cases/{number}").text
