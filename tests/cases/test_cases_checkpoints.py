"""Signed checkpoints: what was altered, deleted, swapped or cut off is named, even with a chain made anew (V5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from door_desk import CLERK, DoorDesk, at
from tongban.cases.checkpoints import AuditKey, checkpoint_all, export_lines, verify_checkpoints, verify_export
from tongban.cases.history import events_of, verify
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow, EventRow
from tongban.database import Scope, scoped
from tongban.law import case_to_json, replay
from tongban.law.commands import Accept
from tongban.settings import Settings
from tongban.tenancy.audit import record

MONDAY = "2026-09-14 Mon 10:00"
AT_ONCE = timedelta(0)


@pytest.fixture
def key(city: Settings) -> AuditKey:
    return AuditKey(city.keys / "audit-test")


@pytest.fixture
def signed(desk: DoorDesk, key: AuditKey) -> Iterator[list[str]]:
    """Two cases, one accepted, and an audit entry; signed."""
    numbers = [desk.submit(f"2026-09-14 Mon 10:0{each}").number for each in range(2)]
    first = case_of(desk.row(numbers[0]))
    desk.done(numbers[0], Accept(CLERK, desk.all_in_order(first)), "2026-09-14 Mon 11:00")
    record(desk.sessions(), tenant="yunyang", at=at(MONDAY), actor="x", action="case.view", target="t", allowed=False)
    desk.sessions().commit()
    desk.sessions.remove()
    assert checkpoint_all(desk.sessions, key, at("2026-09-14 Mon 12:00")) == 1
    yield numbers
    desk.sessions.remove()


def everywhere(desk: DoorDesk, check: Callable[[Session], list[str]]) -> list[str]:
    with scoped(Scope.everywhere("test")):
        found = check(desk.sessions())
    desk.sessions.remove()
    return found


def faults(desk: DoorDesk, key: AuditKey) -> list[str]:
    return everywhere(
        desk, lambda session: [f"{each.where}：{each.message}" for each in verify_checkpoints(session, key.known())]
    )


def change(desk: DoorDesk, *statements: str, **given: object) -> None:
    """Change the database as one who has it in hand would: behind the platform's back."""
    engine = desk.sessions().get_bind()
    assert isinstance(engine, Engine)
    desk.sessions.remove()
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('app.reads','*',true), set_config('app.writes','yunyang',true)"))
        for each in statements:
            connection.execute(text(each), given)


@pytest.mark.row("V5")
@pytest.mark.article("ORD §21")
def test_what_stands_as_it_was_signed_holds(desk: DoorDesk, key: AuditKey, signed: list[str]) -> None:
    assert faults(desk, key) == []
    assert checkpoint_all(desk.sessions, key, at("2026-09-14 Mon 15:00"), every=AT_ONCE) == 0, "nothing has moved"
    desk.submit("2026-09-14 Mon 16:00")
    desk.sessions.remove()
    assert checkpoint_all(desk.sessions, key, at("2026-09-14 Mon 12:30")) == 0, "it is not an hour"
    assert checkpoint_all(desk.sessions, key, at("2026-09-14 Mon 16:30")) == 1
    assert faults(desk, key) == []


@pytest.mark.row("V5")
def test_a_truncated_tail_is_found_though_the_case_agrees_with_what_is_left(
    desk: DoorDesk, key: AuditKey, signed: list[str]
) -> None:
    """Whoever deletes the last events and brings the case into line with the rest leaves a chain that holds."""
    number = signed[0]
    with scoped("yunyang"):
        row = desk.row(number)
        before = row.revision
        kept = events_of(desk.sessions(), number)[:3]
        row.snapshot, row.revision = case_to_json(replay(kept)), 3
        row.link = desk.sessions().get_one(EventRow, ("yunyang", number, 3)).hash
        desk.sessions().commit()
    change(desk, "DELETE FROM case_event WHERE number = :number AND seq > 3", number=number)
    assert everywhere(desk, lambda session: _chain_faults(session, number)) == []
    assert faults(desk, key) == [f"{number}：检查点签名时有 {before} 条记录，第 4 条起被删除。"]


@pytest.mark.row("V5")
def test_a_whole_case_that_was_deleted_is_found(desk: DoorDesk, key: AuditKey, signed: list[str]) -> None:
    number = signed[1]
    seen = desk.row(number).revision
    deleted = ("DELETE FROM case_event WHERE number = :number", "DELETE FROM case_file WHERE number = :number")
    change(desk, *deleted, number=number)
    assert faults(desk, key) == [f"{number}：检查点签名时有 {seen} 条记录，现在整件没有了。"]


@pytest.mark.row("V5")
def test_a_history_that_was_rewritten_with_a_chain_of_its_own_is_found(
    desk: DoorDesk, key: AuditKey, signed: list[str]
) -> None:
    number = signed[1]
    last = desk.row(number).revision
    forged = "UPDATE case_event SET hash = :hash WHERE number = :number AND seq = :seq"
    change(desk, forged, hash="0" * 64, number=number, seq=last)
    assert faults(desk, key) == [f"{number}：第 {last} 条记录与检查点签名时不同，记录被改写过。"]


@pytest.mark.row("V5")
def test_swapped_events_are_found(desk: DoorDesk, key: AuditKey, signed: list[str]) -> None:
    number = signed[0]
    change(
        desk,
        "UPDATE case_event SET seq = 1000 WHERE number = :number AND seq = 1",
        "UPDATE case_event SET seq = 1 WHERE number = :number AND seq = 2",
        "UPDATE case_event SET seq = 2 WHERE number = :number AND seq = 1000",
        number=number,
    )
    assert everywhere(desk, lambda session: _chain_faults(session, number)) == ["第 1 条记录与校验值不符，可能被改动。"]


@pytest.mark.row("V5")
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE audit_entry SET allowed = true", "与检查点签名时不同"),
        ("DELETE FROM audit_entry", "现在没有了"),
    ],
)
def test_an_audit_entry_that_was_altered_or_deleted_is_found(
    desk: DoorDesk, key: AuditKey, signed: list[str], statement: str, told: str
) -> None:
    change(desk, statement)
    assert len(faults(desk, key)) == 1
    assert told in faults(desk, key)[0]


@pytest.mark.row("V5")
def test_a_checkpoint_that_was_altered_cut_off_or_signed_by_another_is_found(
    desk: DoorDesk, key: AuditKey, signed: list[str], city: Settings
) -> None:
    desk.submit("2026-09-14 Mon 16:00")
    desk.sessions.remove()
    checkpoint_all(desk.sessions, key, at("2026-09-14 Mon 16:30"))
    kept = everywhere(desk, lambda session: list(export_lines(session)))
    assert len(kept) == 2
    other = AuditKey(city.keys / "another")
    other.sign("0" * 64)
    assert "签名不正确" in faults(desk, other)[0]
    change(desk, "DELETE FROM audit_checkpoint WHERE serial = 2")
    assert faults(desk, key) == [], "the last one is missed by nobody but by the file"
    assert _against(desk, key, kept) == ["yunyang 第 2 号检查点：导出后被删除或者替换。"]
    change(desk, "UPDATE audit_checkpoint SET at = '2026-09-14 05:00:00+00' WHERE serial = 1")
    assert "内容与校验值不符" in faults(desk, key)[0]
    forged = [kept[0].replace(signed[0], signed[1]), kept[1]]
    assert "导出文件中的这一个检查点签名不正确" in _against(desk, key, forged)[0]


@pytest.mark.row("V5")
def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    key = AuditKey(tmp_path / "keys")
    public, signature = key.sign("a" * 64)
    assert key.sign("a" * 64) == (public, signature)
    assert key.known() == {public}
    assert (tmp_path / "keys" / "audit.pem").stat().st_mode & 0o777 == 0o600


def _chain_faults(session: Session, number: str) -> list[str]:
    rows = session.query(CaseRow).filter(CaseRow.number == number).all()
    return [each.message for each in verify(session, rows)]


def _against(desk: DoorDesk, key: AuditKey, lines: list[str]) -> list[str]:
    return everywhere(
        desk,
        lambda session: [f"{each.where}：{each.message}" for each in verify_export(session, lines, key.known())],
    )
