"""Effects happen after commit, once for each document, however often a worker dies or two work at once."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from typing import BinaryIO

import pytest
from sqlalchemy import select

from door_desk import DoorDesk, at
from tongban.cases import outbox
from tongban.cases.documents import by_code
from tongban.cases.files import FileStore
from tongban.cases.tables import DocumentRow, MessageRow, OutboxRow
from tongban.database import Scope, make_engine, make_sessions, scoped
from tongban.delivery import Desk, courier, drain
from tongban.errors import TongbanError
from tongban.notices import digest, verify
from tongban.settings import Settings

MONDAY = "2026-09-14 Mon 10:00"
LATER = at("2026-09-14 Mon 10:05")


def messages(desk: DoorDesk) -> list[MessageRow]:
    with scoped(Scope.everywhere("test")):
        return list(desk.sessions().scalars(select(MessageRow)))


def waiting(desk: DoorDesk) -> list[OutboxRow]:
    with scoped(Scope.everywhere("test")):
        return list(desk.sessions().scalars(select(OutboxRow).where(OutboxRow.done_at.is_(None))))


def the_document(desk: DoorDesk, number: str) -> DocumentRow:
    with scoped(desk.tenant):
        return desk.sessions().scalars(select(DocumentRow).where(DocumentRow.case_number == number)).one()


@pytest.mark.row("N2")
@pytest.mark.article("335 §29", "ORD §20")
def test_a_notice_is_sealed_and_verifies_and_a_changed_byte_is_found(desk: DoorDesk, courier: Desk) -> None:
    number = desk.submit(MONDAY).number
    assert drain(desk.sessions, courier, lambda: LATER) == 2
    row = the_document(desk, number)
    assert row.pdf is not None
    pdf = courier.files.get(row.pdf)
    assert digest(pdf) == row.pdf
    assert verify(pdf, courier.keys.roots(), LATER).intact
    changed = bytearray(pdf)
    changed[len(changed) // 2] ^= 1
    assert digest(bytes(changed)) != row.pdf
    assert not verify(bytes(changed), courier.keys.roots(), LATER).intact


@pytest.mark.row("N2")
def test_anyone_finds_a_document_by_its_code_from_outside_any_tenant(desk: DoorDesk) -> None:
    row = the_document(desk, desk.submit(MONDAY).number)
    assert by_code(desk.sessions(), f" {row.code.lower()} ").number == row.number
    with pytest.raises(TongbanError, match="核对"):
        by_code(desk.sessions(), "ABCD2345ABCD2345")


@pytest.mark.row("N3", part="messages within the site")
def test_draining_twice_tells_nobody_twice(desk: DoorDesk, courier: Desk) -> None:
    desk.submit(MONDAY)
    drain(desk.sessions, courier, lambda: LATER)
    with scoped(desk.tenant):
        for row in desk.sessions().scalars(select(OutboxRow)):
            row.done_at, row.lease, row.available_at = None, None, LATER  # as if the worker died before it said "done"
        desk.sessions().commit()
    assert drain(desk.sessions, courier, lambda: LATER) == 2
    assert len(messages(desk)) == 1


@pytest.mark.row("N3", part="messages within the site")
def test_a_handler_that_fails_is_tried_again_later_and_the_others_go_on(
    desk: DoorDesk, courier: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = desk.submit(MONDAY).number

    def out_of_paper(*_arguments: object) -> None:
        raise TongbanError("打印服务不可用。")

    monkeypatch.setattr("tongban.delivery.courier.HANDLERS", {**_handlers(), "seal_document": out_of_paper})
    assert drain(desk.sessions, courier, lambda: LATER) == 1
    (left,) = waiting(desk)
    assert "打印服务不可用" in str(left.error)
    assert left.available_at > LATER
    assert len(messages(desk)) == 1
    monkeypatch.undo()
    drain(desk.sessions, courier, lambda: LATER + timedelta(minutes=1))
    assert the_document(desk, number).pdf is not None
    assert waiting(desk) == []


def _handlers() -> dict[str, courier.Handler]:
    return dict(courier.HANDLERS)


@pytest.mark.row("N3", part="messages within the site")
def test_an_effect_under_lease_is_left_alone_until_the_lease_ends(desk: DoorDesk) -> None:
    desk.submit(MONDAY)
    first = outbox.take(desk.sessions(), LATER)
    assert len(first) == 2
    assert outbox.take(desk.sessions(), LATER) == []
    again = outbox.take(desk.sessions(), LATER + outbox.LEASE)
    assert {each.id for each in again} == {each.id for each in first}
    with scoped(desk.tenant):
        outbox.done(desk.sessions(), first[0], LATER)  # the first worker comes back too late: its lease is gone
        desk.sessions().commit()
    assert len(waiting(desk)) == 2


@pytest.mark.row("N3", part="messages within the site")
def test_two_workers_at_once_share_the_work_and_double_none(city: Settings, desk: DoorDesk, courier: Desk) -> None:
    for _ in range(6):
        desk.submit(MONDAY)
    desk.sessions.remove()
    carried: list[int] = []

    def worker(clock: datetime = LATER) -> None:
        engine = make_engine(city.database_url)
        carried.append(drain(make_sessions(engine), courier, lambda: clock, batch=2))
        engine.dispose()

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(carried) == 12
    assert len(messages(desk)) == 6
    assert waiting(desk) == []


@pytest.mark.row("N2")
def test_a_document_that_was_sealed_meanwhile_keeps_its_first_seal(
    city: Settings, desk: DoorDesk, courier: Desk
) -> None:
    """A worker whose lease ran out while it printed comes second: what people may hold already does not change."""
    number = desk.submit(MONDAY).number
    engine = make_engine(city.database_url)
    others, held = make_sessions(engine), []

    class Slow(FileStore):
        """A store at which another worker, three minutes later, is done first."""

        def put(self, content: bytes | BinaryIO) -> str:
            if not held:
                drain(others, courier, lambda: LATER + timedelta(minutes=3))
                with scoped("yunyang"):
                    held.append(others().scalars(select(DocumentRow.pdf)).one())
                others.remove()
            return super().put(content)

    drain(desk.sessions, replace(courier, files=Slow(city.files_url)), lambda: LATER)
    engine.dispose()
    assert held[0] is not None
    assert the_document(desk, number).pdf == held[0]
