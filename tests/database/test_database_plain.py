"""Statements that go by the session's filter name their tenant, or cannot be made (T2)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, bindparam, or_, select, text, update
from sqlalchemy.orm import aliased

from tongban.cases.tables import CaseRow
from tongban.database import Plain, Scope, ScopeUnset, Sessions, of_the_tenant, scoped
from tongban.errors import TongbanError
from tongban.tenancy.tables import AuditRow, TenantRow

NOW = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
IDS = Plain(select(AuditRow.id).where(of_the_tenant(AuditRow), AuditRow.actor == bindparam("actor")))
NOTE = Plain(update(AuditRow).where(of_the_tenant(AuditRow), AuditRow.id == bindparam("which")).values(note="seen"))


def entry(entry_id: str) -> AuditRow:
    return AuditRow(id=entry_id, at=NOW, actor="a", action="x", target="t", allowed=False, note="")


@pytest.fixture
def two_tenants(sessions: Sessions) -> Sessions:
    for tenant in ("yunyang", "yuzhong"):
        with scoped(tenant):
            sessions().add(entry(f"of-{tenant}"))
            sessions().commit()
    sessions.remove()
    return sessions


@pytest.mark.row("T2")
def test_a_plain_statement_reads_and_writes_the_one_tenant_in_scope(two_tenants: Sessions) -> None:
    session = two_tenants()
    for tenant in ("yunyang", "yuzhong", "yunyang"):
        with scoped(tenant):
            assert IDS.ask(session, actor="a").scalars().all() == [f"of-{tenant}"]
            assert NOTE.ask(session, which="of-yunyang").rowcount == (1 if tenant == "yunyang" else 0)  # type: ignore[attr-defined]


@pytest.mark.row("T2")
def test_outside_a_scope_or_in_one_of_many_tenants_it_is_refused(two_tenants: Sessions) -> None:
    with pytest.raises(ScopeUnset):
        IDS.ask(two_tenants(), actor="a")
    for scope in (Scope.everywhere("sweep"), Scope(("yunyang", "yuzhong"), "yunyang")):
        with scoped(scope), pytest.raises(TongbanError, match="一个租户"):
            IDS.ask(two_tenants(), actor="a")
    with scoped(Scope(("yunyang",), None)), pytest.raises(TongbanError, match="一个租户"):
        NOTE.ask(two_tenants(), which="of-yunyang")


@pytest.mark.row("T2")
@pytest.mark.parametrize(
    "statement",
    [
        select(AuditRow.id),
        select(AuditRow.id).where(AuditRow.tenant_id == "yunyang"),
        select(AuditRow.id).where(or_(of_the_tenant(AuditRow), AuditRow.actor == "a")),
        select(AuditRow.id).where(~of_the_tenant(AuditRow)),
        select(AuditRow.id).join(CaseRow, CaseRow.number == AuditRow.target).where(of_the_tenant(AuditRow)),
        select(TenantRow.id).where(TenantRow.id.in_(select(AuditRow.tenant_id))),
        select(aliased(AuditRow).id).where(of_the_tenant(AuditRow)),
        update(AuditRow).values(note="x"),
    ],
)
def test_a_statement_that_does_not_name_its_tenant_cannot_be_made(statement) -> None:
    with pytest.raises(TongbanError):
        Plain(statement)


def test_what_the_session_has_not_yet_written_is_seen(two_tenants: Sessions) -> None:
    with scoped("yunyang"):
        two_tenants().add(entry("new"))
        assert set(IDS.ask(two_tenants(), actor="a").scalars()) == {"of-yunyang", "new"}


@pytest.mark.row("T2")
def test_a_statement_kept_is_bound_anew_for_each_scope(two_tenants: Sessions) -> None:
    kept = select(AuditRow.id).order_by(AuditRow.id)
    for tenant in [f"t{n}" for n in range(100)] + ["yunyang", "yuzhong", "yunyang"]:
        with scoped(tenant):
            assert two_tenants().scalars(kept).all() == ([f"of-{tenant}"] if tenant.startswith("yu") else [])
    with scoped(Scope(("yunyang", "yuzhong"), None)):
        assert len(two_tenants().scalars(kept).all()) == 2
    with pytest.raises(ScopeUnset):
        two_tenants().scalars(kept)


@pytest.mark.row("O4")
@pytest.mark.parametrize("rested", [0.0, 3600.0])
def test_a_connection_that_the_server_closed_is_not_handed_out(engine: Engine, rested: float, monkeypatch) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no server")
    with engine.connect() as one, engine.connect() as other:
        first = one.scalar(text("SELECT pg_backend_pid()"))
        second = other.scalar(text("SELECT pg_backend_pid()"))
    monkeypatch.setattr("tongban.database.engine._SHORT_REST", 5.0 if rested == 0 else -1.0)
    with engine.connect() as connection:
        living = connection.scalar(text("SELECT pg_backend_pid()"))
        closed = ({first, second} - {living}).pop()
        # The server waits until the other has ended (milliseconds); else its end might be said after we look for it.
        assert connection.scalar(text("SELECT pg_terminate_backend(:pid, 30000)"), {"pid": closed})
        with engine.connect() as again:
            assert again.scalar(text("SELECT pg_backend_pid()")) not in {closed, living}
