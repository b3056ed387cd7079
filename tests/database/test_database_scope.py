"""Tenancy is in the floor: the session refuses without a scope, and PostgreSQL refuses again (T2)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import ProgrammingError

from tongban.database import Scope, ScopeUnset, Sessions, scoped
from tongban.errors import TongbanError
from tongban.tenancy.tables import AuditRow

NOW = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)


def entry(entry_id: str, tenant: str | None = None) -> AuditRow:
    row = AuditRow(id=entry_id, at=NOW, actor="a", action="x", target="t", allowed=False, note="")
    if tenant:
        row.tenant_id = tenant
    return row


@pytest.fixture
def two_tenants(sessions: Sessions) -> Sessions:
    for tenant in ("yunyang", "yuzhong"):
        with scoped(tenant):
            sessions().add(entry(f"of-{tenant}"))
            sessions().commit()
    sessions.remove()
    return sessions


@pytest.mark.row("T2")
@pytest.mark.article("ORD §21")
def test_without_a_scope_nothing_is_read(two_tenants: Sessions) -> None:
    with pytest.raises(ScopeUnset):
        two_tenants().scalars(select(AuditRow)).all()


@pytest.mark.row("T2")
def test_without_a_scope_nothing_is_written(two_tenants: Sessions) -> None:
    two_tenants().add(entry("stray", "yunyang"))
    with pytest.raises(ScopeUnset):
        two_tenants().flush()


@pytest.mark.row("T2")
def test_a_tenant_sees_its_own_rows_only_in_lists_counts_and_by_key(two_tenants: Sessions) -> None:
    with scoped("yunyang"):
        session = two_tenants()
        assert [row.id for row in session.scalars(select(AuditRow))] == ["of-yunyang"]
        assert session.scalar(select(func.count()).select_from(AuditRow)) == 1
        assert session.get(AuditRow, ("yuzhong", "of-yuzhong")) is None


@pytest.mark.row("T2")
def test_the_scope_may_change_within_one_session(two_tenants: Sessions) -> None:
    session = two_tenants()
    for tenant in ("yunyang", "yuzhong", "yunyang"):
        with scoped(tenant):
            assert [row.tenant_id for row in session.scalars(select(AuditRow))] == [tenant]
    with scoped(Scope.everywhere("sweep")):
        assert len(session.scalars(select(AuditRow)).all()) == 2


@pytest.mark.row("T2")
def test_a_row_is_stamped_with_the_tenant_that_writes(sessions: Sessions) -> None:
    with scoped("yunyang"):
        row = entry("new")
        sessions().add(row)
        sessions().flush()
        assert row.tenant_id == "yunyang"


@pytest.mark.row("T2")
@pytest.mark.parametrize("scope", [Scope.of("yuzhong"), Scope(("yunyang",), "yuzhong"), Scope.everywhere("x")])
def test_another_tenants_row_is_not_written(two_tenants: Sessions, scope: Scope) -> None:
    with scoped(scope):
        two_tenants().add(entry("foreign", "yunyang"))
        with pytest.raises(TongbanError, match="不能写入"):
            two_tenants().flush()


@pytest.mark.row("T2")
def test_postgresql_refuses_again_when_the_session_is_passed_by(two_tenants: Sessions, engine: Engine) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("row-level security is PostgreSQL's")
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM audit_entry")).scalar_one() == 0
        connection.execute(text("SELECT set_config('app.reads', 'yunyang', true)"))
        assert connection.execute(text("SELECT id FROM audit_entry")).scalars().all() == ["of-yunyang"]
        connection.execute(text("SELECT set_config('app.reads', '*', true)"))
        assert connection.execute(text("SELECT count(*) FROM audit_entry")).scalar_one() == 2
        assert connection.execute(text("UPDATE audit_entry SET note = 'x'")).rowcount == 0
        with pytest.raises(ProgrammingError, match="row-level security"):
            connection.execute(text("INSERT INTO audit_entry VALUES ('yunyang', 'z', now(), 'a', 'x', 't', true, '')"))


@pytest.mark.row("T2")
def test_a_scope_is_told_again_after_a_savepoint_took_it_back(two_tenants: Sessions) -> None:
    session = two_tenants()
    with scoped("yunyang"):
        assert session.scalars(select(AuditRow.id)).all() == ["of-yunyang"]
    with scoped("yuzhong"):
        with session.begin_nested() as savepoint:
            assert session.scalars(select(AuditRow.id)).all() == ["of-yuzhong"]
            savepoint.rollback()
        assert session.scalars(select(AuditRow.id)).all() == ["of-yuzhong"]
