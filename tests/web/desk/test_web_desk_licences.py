"""The desk sees which licences stand for materials, is warned when one holds no longer, finds what it issued (E3)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from door_desk import CHIEF, at
from licences_issued import granted
from tongban.cases import door
from tongban.cases.licences import change, held_by, offers
from tongban.cases.licences.issuing import Change
from tongban.database import scoped
from tongban.law import Actor, Applicant
from tongban.tenancy.tables import AuditRow

ZHANG = Applicant("p-1", "person", "张三")


@pytest.mark.row("E3")
def test_a_licence_used_in_a_case_is_named_and_its_revocation_warned_of(room) -> None:
    granted(room.door, "id-card-renewal", ZHANG)
    there = replace(room.door, item="disability-card", tenant="yuzhong")
    session, now = room.door.sessions(), at("2026-09-28 Mon 10:00")
    with scoped("yuzhong"):
        plain = there.application(ZHANG)
        taken = offers(session, there.definition(), ZHANG, now.date())["identity-card"].handed_in
        kept = tuple(each for each in plain.materials if each.material != taken.material)
        actor = Actor(ZHANG.id, ZHANG.name, "applicant")
        application = replace(plain, materials=(*kept, taken))
        done = door.submit(session, room.door.books, there.definition(), application, actor, now)
        assert isinstance(done, door.Done), done
        session.commit()
    (row,) = held_by(session, ZHANG.id)
    number, code = row.number, row.code
    room.door.sessions.remove()
    clerk = room.seat("window_clerk", "yuzhong")
    page = clerk.get(f"/desk/cases/{done.case.number}").text
    assert number in page
    assert "请核实后再作决定" not in page
    (row,) = held_by(room.door.sessions(), ZHANG.id)
    change(room.door.sessions(), row, Change("revoked", "演示：骗取。"), CHIEF.name, now)
    room.door.sessions().commit()
    room.door.sessions.remove()
    page = clerk.get(f"/desk/cases/{done.case.number}").text
    assert "已撤销" in page
    assert "请核实后再作决定" in page
    with scoped("yunyang"):  # the office that keeps it knows who looked
        wanted = select(AuditRow.target).where(AuditRow.action == "licence.used")
        assert set(room.door.sessions().scalars(wanted)) == {code}
    room.door.sessions.remove()
    assert clerk.get(f"/desk/licences/{code}").status_code == 404  # another office's is not in one's own list
    assert number not in clerk.get("/desk/licences").text


@pytest.mark.row("E3")
def test_a_desk_finds_the_licences_that_it_issued_by_number_holder_and_state(room) -> None:
    granted(room.door, "id-card-renewal", ZHANG)
    (row,) = held_by(room.door.sessions(), ZHANG.id)
    number, code, case = row.number, row.code, row.case_number
    room.door.sessions.remove()
    for query in ("", f"?q={number}", "?q=张", f"?q={case}", "?state=in_force"):
        assert number in room.clerk.get(f"/desk/licences{query}").text, query
    for query in ("?q=李", "?state=revoked", "?state=expired"):
        assert number not in room.clerk.get(f"/desk/licences{query}").text, query
    page = room.clerk.get(f"/desk/licences/{code}").text
    assert number in page
    assert case in page
    assert "没有通过核验" not in page
    assert number in room.clerk.get(f"/desk/cases/{case}").text  # told with the grant in the story
