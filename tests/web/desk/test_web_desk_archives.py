"""A supervisor lists and downloads the archives of their own body, and of no other (E5, T2)."""

from __future__ import annotations

import pytest

from door_desk import at
from tongban.cases.archiving import make_archive, verify_bag
from tongban.cases.checkpoints import AuditKey
from tongban.database import scoped
from tongban.delivery import Desk, drain
from tongban.law import Actor
from tongban.law.commands import Withdraw
from tongban.notices import FileKeys

COMPANY = Actor("applicant-1", "重庆示例建设有限公司", "applicant")
NOON = at("2026-09-28 Mon 12:00")


@pytest.mark.row("E5")
@pytest.mark.row("T2")
@pytest.mark.article("335 §31")
def test_a_supervisor_downloads_an_archive_of_their_own_body(room) -> None:
    house = room.app.extensions["tongban"]
    number = room.door.submit("2026-09-28 Mon 10:00").number
    room.door.done(number, Withdraw(COMPANY, "不再需要。"), "2026-09-28 Mon 11:00")
    room.door.sessions.remove()
    seals, key = FileKeys(house.settings.keys), house.settings.keys
    desk = Desk(room.door.books, house.files, seals, house.settings.public_url)
    drain(room.door.sessions, desk, lambda: NOON)
    with scoped("yunyang"):
        session, books = room.door.sessions(), room.door.books
        row, definition = room.door.row(number), room.door.definition()
        make_archive(session, house.files, AuditKey(key), row, definition, books.rulebook("yunyang"),
                     books.calendar("yunyang"), NOON)  # fmt: skip
        session.commit()
    room.door.sessions.remove()
    supervisor = room.seat("supervisor")
    page = supervisor.get("/desk/archives").text
    assert number in page
    assert "保管中" in page
    answer = supervisor.get(f"/desk/archives/{number}")
    assert answer.mimetype == "application/zip"
    assert list(verify_bag(answer.data)) == []
    assert number not in supervisor.get("/desk/archives?show=expired").text
    assert room.seat("supervisor", "jiangbei").get(f"/desk/archives/{number}").status_code == 404
    assert room.refusals("jiangbei") == 1
    assert room.clerk.get("/desk/archives").status_code == 403
