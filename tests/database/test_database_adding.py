"""Rows that are only ever added go with the session's transaction and within its scope, like any other (T2)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from tongban.database import ScopeUnset, Sessions, add_only, by_key, scoped
from tongban.errors import TongbanError
from tongban.tenancy.tables import AuditRow

NOW = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
COUNT = select(func.count()).select_from(AuditRow)


def add(session: Session, entry_id: str, tenant: str = "yunyang") -> None:
    said = {"actor": "a", "action": "x", "target": "t", "allowed": False, "note": ""}
    add_only(session, AuditRow, tenant_id=tenant, id=entry_id, at=NOW, **said)


def test_what_is_added_is_kept_by_a_commit_where_nothing_else_was_written(sessions: Sessions) -> None:
    with scoped("yunyang"):
        add(sessions(), "one")
        sessions().commit()
        sessions.remove()
        kept = by_key(sessions(), AuditRow, "yunyang", "one")
        assert kept is not None
        assert (kept.at, kept.allowed) == (NOW, False)
        assert by_key(sessions(), AuditRow, "yunyang", "one") is kept


def test_a_question_sees_what_was_added_before_it(sessions: Sessions) -> None:
    with scoped("yunyang"):
        add(sessions(), "one")
        assert sessions().scalar(COUNT) == 1


def test_rows_of_a_table_are_written_in_one_statement(sessions: Sessions, engine: Engine) -> None:
    sent: list[tuple[str, bool]] = []

    def note(
        _connection: object, _cursor: object, statement: str, _values: object, _context: object, many: bool
    ) -> None:
        sent.append((statement.partition(" (")[0], many))

    with scoped("yunyang"):
        session = sessions()
        session.connection()
        event.listen(engine, "before_cursor_execute", note)
        for each in ("one", "two", "three"):
            add(session, each)
        session.commit()
        event.remove(engine, "before_cursor_execute", note)
        assert sent == [("INSERT INTO audit_entry", True)]
        assert session.scalar(COUNT) == 3


def test_what_was_added_is_gone_with_its_transaction(sessions: Sessions) -> None:
    with scoped("yunyang"):
        session = sessions()
        for leave in (session.rollback, session.close):
            add(session, "one")
            leave()
            session.commit()
            assert session.scalar(COUNT) == 0


def test_a_savepoint_takes_back_what_was_added_within_it_and_nothing_else(sessions: Sessions) -> None:
    with scoped("yunyang"):
        session = sessions()
        add(session, "before")
        with session.begin_nested():
            add(session, "kept")
        with session.begin_nested() as savepoint:
            add(session, "taken back")
            savepoint.rollback()
        session.commit()
        assert session.scalars(select(AuditRow.id).order_by(AuditRow.id)).all() == ["before", "kept"]


@pytest.mark.row("T2")
def test_another_tenants_row_is_not_added_nor_one_without_a_scope_or_a_tenant(sessions: Sessions) -> None:
    session = sessions()
    with scoped("yuzhong"):
        add(session, "one")
        with pytest.raises(TongbanError, match="不能写入“yunyang”"):
            session.flush()
    session.rollback()
    add(session, "one")
    with pytest.raises(ScopeUnset):
        session.flush()
    session.rollback()
    with scoped("yunyang"):
        with pytest.raises(TongbanError, match="没有写明租户"):
            add_only(session, AuditRow, id="one")
        with Session() as plain, pytest.raises(TongbanError, match="会话"):
            add(plain, "one")
        assert session.scalar(COUNT) == 0
