"""Versions beside the number of cases that run on them: what a new version leaves alone (C5). One query each."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from tongban.cases.tables import CaseRow
from tongban.law import State
from tongban.publishing import VersionRow
from tongban.publishing.versions import IN_USE


def in_use_with_running(session: Session, tenant: str) -> list[tuple[VersionRow, int]]:
    """Return every version in use at a tenant with the open cases of its item, on whatever version."""
    of_item = (CaseRow.tenant_id == VersionRow.tenant_id, CaseRow.item == VersionRow.item)
    asked = select(VersionRow, _running(*of_item)).where(VersionRow.tenant_id == tenant, VersionRow.state == IN_USE)
    return [(row[0], row[1]) for row in session.execute(asked.order_by(VersionRow.title, VersionRow.item))]


def versions_with_running(session: Session, tenant: str, item: str) -> list[tuple[VersionRow, int]]:
    """Return every version of one item with the open cases that began on it, the newest first."""
    on_version = (
        CaseRow.tenant_id == VersionRow.tenant_id,
        CaseRow.item == VersionRow.item,
        CaseRow.version == VersionRow.version,
    )
    asked = select(VersionRow, _running(*on_version)).where(VersionRow.tenant_id == tenant, VersionRow.item == item)
    return [(row[0], row[1]) for row in session.execute(asked.order_by(VersionRow.version.desc()))]


def running_of(session: Session, tenant: str, item: str) -> int:
    """Count the open cases of one item at a tenant, on whatever version."""
    mine = (CaseRow.tenant_id == tenant, CaseRow.item == item, CaseRow.state != State.CLOSED)
    return session.scalar(select(func.count()).select_from(CaseRow).where(*mine)) or 0


def _running(*same: ColumnElement[bool]) -> ColumnElement[int]:
    counted = select(func.count()).where(*same, CaseRow.state != State.CLOSED)
    return counted.correlate(VersionRow).scalar_subquery()
