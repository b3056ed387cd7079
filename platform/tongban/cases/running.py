"""How many cases of an item are running, by version: what a new version leaves alone (C5)."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tongban.cases.tables import CaseRow
from tongban.law import State


def running_by_item(session: Session, tenant: str) -> dict[str, int]:
    """Count the open cases of each item of a tenant."""
    asked = select(CaseRow.item, func.count()).where(CaseRow.tenant_id == tenant, CaseRow.state != State.CLOSED)
    return {row[0]: row[1] for row in session.execute(asked.group_by(CaseRow.item))}


def running_by_version(session: Session, tenant: str, item: str) -> dict[int, int]:
    """Count the open cases on each version of one item."""
    mine = (CaseRow.tenant_id == tenant, CaseRow.item == item, CaseRow.state != State.CLOSED)
    asked = select(CaseRow.version, func.count()).where(*mine).group_by(CaseRow.version)
    return {row[0]: row[1] for row in session.execute(asked)}
