"""Rows written in one message are bound by the scope as all others are; an object made of columns is the session's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, select

from tongban.database import Plain, ScopeUnset, Sessions, as_object, labelled, of_the_tenant, scoped
from tongban.database.together import flush_together
from tongban.errors import TongbanError
from tongban.tenancy.tables import AuditRow

NOW = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
ENTRY = Plain(select(*labelled(AuditRow)).where(of_the_tenant(AuditRow), AuditRow.id == bindparam("which")))


def entry(entry_id: str, tenant: str | None = None) -> AuditRow:
    row = AuditRow(id=entry_id, at=NOW, actor="a", action="x", target="t", allowed=False, note="")
    if tenant:
        row.tenant_id = tenant
    return row


@pytest.mark.row("T2")
def test_rows_written_together_are_of_the_tenant_in_scope_and_end_with_the_transaction(sessions: Sessions) -> None:
    with scoped("yunyang"):
        session = sessions()
        session.add_all([entry("first"), entry("second")])
        flush_together(session, (AuditRow,))
        kept = session.scalars(select(AuditRow).order_by(AuditRow.id)).all()
        assert [(row.tenant_id, row.id, row.at, row.allowed) for row in kept] == [
            ("yunyang", "first", NOW, False),
            ("yunyang", "second", NOW, False),
        ]
        session.rollback()
        assert session.scalars(select(AuditRow)).all() == []


@pytest.mark.row("T2")
def test_rows_of_another_tenant_are_not_written_together_either(sessions: Sessions) -> None:
    with scoped("yunyang"):
        sessions().add_all([entry("own"), entry("foreign", "yuzhong")])
        with pytest.raises(TongbanError, match="yuzhong"):
            flush_together(sessions(), (AuditRow,))
        sessions().rollback()
    sessions().add(entry("nobody's"))
    with pytest.raises(ScopeUnset):
        flush_together(sessions(), (AuditRow,))


def test_a_row_that_cannot_be_written_leaves_a_session_that_works(sessions: Sessions) -> None:
    with scoped("yunyang"):
        sessions().add(entry("once"))
        sessions().commit()
        sessions.remove()
        sessions().add_all([entry("new"), entry("once")])
        with pytest.raises(Exception, match=r"(?i)unique"):
            flush_together(sessions(), (AuditRow,))
        sessions().rollback()
        assert [row.id for row in sessions().scalars(select(AuditRow))] == ["once"]


def test_an_object_made_of_columns_is_the_sessions_own(sessions: Sessions) -> None:
    with scoped("yunyang"):
        sessions().add(entry("one"))
        sessions().commit()
        sessions.remove()
        session = sessions()
        made = as_object(session, AuditRow, ENTRY.ask(session, which="one").one())
        assert (made.tenant_id, made.id, made.at, made.note) == ("yunyang", "one", NOW, "")
        assert session.get(AuditRow, ("yunyang", "one")) is made
        assert as_object(session, AuditRow, ENTRY.ask(session, which="one").one()) is made
        assert not session.dirty
        made.note = "seen"
        session.commit()
        sessions.remove()
        assert sessions().scalars(select(AuditRow.note)).all() == ["seen"]
