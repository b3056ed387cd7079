"""Count without gaps and without doubles: one row per series, raised in the transaction that uses the number."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tongban.cases.report_count import ReportCount
from tongban.cases.tables import DocumentCounter, NumberSequence
from tongban.database import KeptStatement


def _raise(session: Session, table: Table, key: dict[str, Any]) -> int:
    """Raise one series and return its new value; the row stays locked until the transaction ends, so nobody skips."""
    connection = session.connection()
    raised = _raising(table, tuple(key), connection.dialect.name == "postgresql")
    return int(raised.send(connection, key).scalar_one())


@lru_cache
def _raising(table: Table, key: tuple[str, ...], on_postgresql: bool) -> KeptStatement:
    """Put the statement together once for each table."""
    insert = postgresql.insert(table) if on_postgresql else sqlite.insert(table)
    first = insert.values(**{name: bindparam(name) for name in key}, used=1)
    raised = first.on_conflict_do_update(index_elements=list(key), set_={"used": table.c.used + 1})
    return KeptStatement(raised.returning(table.c.used))


def next_case_serial(session: Session, division: str, day: str) -> int:
    """Take the next case number of a division's day (L15)."""
    return _raise(session, NumberSequence.__table__, {"division": division, "day": day})  # type: ignore[arg-type]


def next_document_serial(session: Session, tenant: str, kind: str, year: int) -> int:
    """Take the next document number of a tenant, kind and year (N2)."""
    key = {"tenant_id": tenant, "kind": kind, "year": year}
    return _raise(session, DocumentCounter.__table__, key)  # type: ignore[arg-type]


def next_report(session: Session, tenant: str, hour: str, mark: str) -> int:
    """Count one more anonymous report of a place within an hour."""
    key = {"tenant_id": tenant, "hour": hour, "mark": mark}
    return _raise(session, ReportCount.__table__, key)  # type: ignore[arg-type]
