"""Rows changed by their key go with the session's transaction and within its scope, like any other (T2)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from tongban.database import ScopeUnset, Sessions, add_only, change, scoped
from tongban.errors import TongbanError
from tongban.tenancy.tables import AuditRow

NOW = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
NOTES = select(AuditRow.note).order_by(AuditRow.id)


@pytest.fixture
def session(sessions: Sessions) -> Session:
    with scoped("yunyang"):
        for each in ("one", "two"):
            said = {"actor": "a", "action": "x", "target": "t", "allowed": False, "note": ""}
            add_only(sessions(), AuditRow, tenant_id="yunyang", id=each, at=NOW, **said)
        sessions().commit()
    sessions.remove()
    return sessions()


def note(session: Session, which: str, text: str, tenant: str = "yunyang") -> None:
    change(session, AuditRow, (tenant, which), note=text)


def test_what_is_changed_is_kept_by_a_commit_and_seen_by_the_next_question(session: Session) -> None:
    with scoped("yunyang"):
        note(session, "one", "seen")
        assert session.scalars(NOTES).all() == ["seen", ""]
        note(session, "two", "seen as well")
        session.commit()
        session.close()
        assert session.scalars(NOTES).all() == ["seen", "seen as well"]


def test_rows_with_the_same_columns_are_changed_in_one_statement(session: Session, engine: Engine) -> None:
    sent: list[tuple[str, int]] = []

    def write_down(
        _connection: object, _cursor: object, statement: str, values: object, _context: object, many: bool
    ) -> None:
        sent.append((statement.partition(" SET")[0], len(values) if many else 1))  # type: ignore[arg-type]

    with scoped("yunyang"):
        session.connection()
        event.listen(engine, "before_cursor_execute", write_down)
        for each in ("one", "two", "one"):
            note(session, each, f"{each} again")
        session.commit()
        event.remove(engine, "before_cursor_execute", write_down)
        assert sent == [("UPDATE audit_entry", 2)]
        assert session.scalars(NOTES).all() == ["one again", "two again"]


def test_an_object_says_what_was_changed_and_after_a_rollback_what_is(session: Session) -> None:
    with scoped("yunyang"):
        held = session.get_one(AuditRow, ("yunyang", "one"))
        note(session, "one", "kept")
        assert held.note == "kept"
        assert not session.dirty
        with session.begin_nested() as savepoint:
            note(session, "one", "taken back")
            session.flush()
            assert held.note == "taken back"
            savepoint.rollback()
        assert held.note == "kept"
        session.commit()
        note(session, "one", "lost")
        session.rollback()
        assert held.note == "kept"
        session.commit()
        assert session.scalars(NOTES).all() == ["kept", ""]


@pytest.mark.row("T2")
def test_a_row_of_another_tenant_cannot_be_changed(session: Session) -> None:
    with scoped("yuzhong"):
        note(session, "one", "theirs")
        with pytest.raises(TongbanError, match="只能写入租户“yuzhong”"):
            session.flush()
        session.rollback()
    note(session, "one", "nobody's")
    with pytest.raises(ScopeUnset):
        session.flush()
    session.rollback()
    with scoped("yunyang"):
        assert session.scalars(NOTES).all() == ["", ""]


def test_a_row_that_is_not_there_any_more_is_told(session: Session) -> None:
    with scoped("yunyang"):
        note(session, "three", "nowhere")
        with pytest.raises(TongbanError, match="已经不在"):
            session.commit()
        session.rollback()
        assert session.scalars(NOTES).all() == ["", ""]
