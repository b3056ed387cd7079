"""An object made of a plain statement's columns is the session's own, and of the tenant in scope (T2)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, select

from tongban.database import Plain, ScopeUnset, Sessions, as_object, labelled, of_the_tenant, scoped
from tongban.tenancy.tables import AuditRow

NOW = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
ENTRY = Plain(select(*labelled(AuditRow)).where(of_the_tenant(AuditRow), AuditRow.id == bindparam("which")))


def entry(entry_id: str) -> AuditRow:
    return AuditRow(id=entry_id, at=NOW, actor="a", action="x", target="t", allowed=False, note="")


@pytest.mark.row("T2")
def test_an_object_can_be_made_only_of_a_row_of_the_tenant_in_scope(sessions: Sessions) -> None:
    with scoped("yunyang"):
        sessions().add(entry("one"))
        sessions().commit()
    sessions.remove()
    with scoped("yuzhong"):
        assert ENTRY.ask(sessions(), which="one").one_or_none() is None
    with pytest.raises(ScopeUnset):
        ENTRY.ask(sessions(), which="one")


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
