"""A day is declared on a page: first what would move, then the word; by who may, for their own body and below (D1)."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from tongban.calendars.declared import path_of
from tongban.cases.tables import OutboxRow
from tongban.database import scoped
from tongban.delivery import desk_of, drain
from tongban.law import DeadlineKind
from tongban.tenancy.tables import AuditRow

pytestmark = pytest.mark.row("D1")
OFF = {"day": "2026-09-30", "working": "off", "basis": "云阳县防汛指挥部2026年第3号通告"}


def hidden(page: str) -> dict[str, str]:
    """Read what the page's second form would send."""
    return {name: re.search(rf'type="hidden" name="{name}" value="([^"]*)"', page)[1] for name in (*OFF, "seen")}


def declared(room, tenant: str) -> str | None:
    """Give the tenant's declarations as everybody now has them."""
    books = room.door.books.refresh(room.door.sessions())
    room.door.sessions.remove()
    return books.shelf.text(path_of(tenant))


def moved_line(room, number: str) -> str:
    return str(room.case(number).open_deadline(DeadlineKind.PROMISE).due)


def test_the_dry_run_comes_first_and_the_word_counts_again_what_is_open(room, city) -> None:
    number = room.accepted()
    before, admin = moved_line(room, number), room.seat("tenant_admin")
    tried = admin.post("/desk/calendar", {**OFF, "action": "preview"}, page="/desk/calendar")
    assert tried.status_code == 200
    assert "其中 1 件的" in tried.text
    assert number in tried.text
    assert declared(room, "yunyang") is None, "a dry run writes nothing"
    done = admin.post("/desk/calendar", {**hidden(tried.text), "action": "declare"})
    assert done.status_code == 303, done.text
    page = admin.get("/desk/calendar").text
    assert "2026年9月30日" in page
    assert OFF["basis"] in page
    assert declared(room, "yunyang")
    drain(room.door.sessions, desk_of(city, room.door.books), lambda: room.moment[0])
    assert moved_line(room, number) > before
    with scoped("yunyang"):
        noted = room.door.sessions().scalars(select(AuditRow).where(AuditRow.action == "calendar.declare")).one()
        assert noted.actor == "yunyang的tenant_admin"
        assert room.door.sessions().scalars(select(OutboxRow).where(OutboxRow.done_at.is_(None))).all() == []
    room.door.sessions.remove()


def test_without_a_dry_run_or_on_a_stale_one_nothing_is_declared(room) -> None:
    admin = room.seat("tenant_admin")
    for seen in ({}, {"seen": "another-calendar"}):
        answer = admin.post("/desk/calendar", {**OFF, **seen, "action": "declare"}, page="/desk/calendar")
        assert answer.status_code == 409
        assert "请看过新的预演再宣布" in answer.text
    assert declared(room, "yunyang") is None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"day": "明天"}, "请填写日期"),
        ({"working": ""}, "请选择停止办公还是上班"),
        ({"basis": " "}, "请写明依据"),
        ({"day": "2026-09-27"}, "本来就是休息日"),
    ],
)
def test_what_cannot_be_declared_is_refused_and_what_was_typed_is_kept(room, changed, told) -> None:
    answer = room.seat("tenant_admin").post(
        "/desk/calendar", {**OFF, **changed, "action": "preview"}, page="/desk/calendar"
    )
    assert answer.status_code == 422
    assert told in answer.text
    assert {**OFF, **changed}["basis"].strip() in answer.text


def test_the_operator_declares_for_whichever_body_asks(room) -> None:
    operator = room.seat("operator", "")
    page = operator.get("/operator/calendar?tenant=jiangbei").text
    assert "对江北区和全部下级生效" in page
    tried = operator.post("/operator/calendar?tenant=jiangbei", {**OFF, "action": "preview"})
    assert (
        operator.post("/operator/calendar?tenant=jiangbei", {**hidden(tried.text), "action": "declare"}).status_code
        == 303
    )
    assert declared(room, "jiangbei")
    assert room.seat("tenant_admin").get("/operator/calendar?tenant=jiangbei").status_code == 403
    assert operator.get("/operator/calendar?tenant=nowhere").status_code == 404
