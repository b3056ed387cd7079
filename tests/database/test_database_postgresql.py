"""A transaction begins with its scope and ends without a trace, whatever happened in it (T2, O4)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tongban.database import Scope, Sessions, scoped
from tongban.tenancy.tables import AuditRow

NOW = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
SETTINGS = text("SELECT current_setting('app.reads', true), current_setting('app.writes', true)")


@pytest.fixture(autouse=True)
def _on_postgresql(engine: Engine) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL's own")


def entry(entry_id: str) -> AuditRow:
    return AuditRow(id=entry_id, at=NOW, actor="a", action="x", target="t", allowed=False, note="")


@pytest.mark.row("T2")
@pytest.mark.parametrize("tenant", ["yunyang", "it's", "a\\b", '"', "'; SELECT 1; --"])
def test_the_scope_is_told_word_for_word(sessions: Sessions, tenant: str) -> None:
    with scoped(Scope((tenant,), tenant)):
        assert tuple(sessions().execute(SETTINGS).one()) == (tenant, tenant)


@pytest.mark.row("T2")
def test_a_scope_ends_with_its_transaction(sessions: Sessions) -> None:
    for end in ("commit", "rollback"):
        with scoped("yunyang"):
            sessions().execute(select(AuditRow)).all()
            getattr(sessions(), end)()
        assert sessions().execute(SETTINGS).one()[0] in (None, "")
        sessions().rollback()


def test_what_was_written_is_gone_after_a_rollback(sessions: Sessions) -> None:
    with scoped("yunyang"):
        sessions().add(entry("lost"))
        sessions().flush()
        sessions().rollback()
        assert sessions().scalars(select(AuditRow)).all() == []
        sessions().add(entry("kept"))
        sessions().commit()
    sessions.remove()
    with scoped("yunyang"):
        assert [row.id for row in sessions().scalars(select(AuditRow))] == ["kept"]


def test_a_failed_statement_leaves_a_connection_that_works(sessions: Sessions) -> None:
    with scoped("yunyang"):
        for _again in range(3):
            sessions().scalars(select(AuditRow)).all()
            with pytest.raises(DBAPIError):
                sessions().execute(text("SELECT 1 / 0"))
            sessions().rollback()
        assert sessions().scalars(select(AuditRow)).all() == []


def test_what_the_server_says_against_a_commit_is_raised(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("CREATE TEMP TABLE once (a int UNIQUE DEFERRABLE INITIALLY DEFERRED) ON COMMIT DROP"))
        connection.execute(text("INSERT INTO once VALUES (1), (1)"))
        with pytest.raises(IntegrityError):
            connection.commit()
        connection.rollback()
        assert connection.scalar(text("SELECT 1")) == 1


def test_statements_stay_prepared_over_requests_that_only_read(sessions: Sessions, engine: Engine) -> None:
    engine.dispose()  # one connection from here on: of several, each would have been asked too seldom
    with scoped("yunyang"):
        for _request in range(8):
            sessions().scalars(select(AuditRow)).all()
            sessions.remove()
        prepared = sessions().scalars(text("SELECT statement FROM pg_prepared_statements")).all()
    assert any("audit_entry" in each for each in prepared)
