"""Versions published ahead for a day (C12): they come into use when their moment is there, and not before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tongban.database import Scope, scoped
from tongban.publishing.sources import stamp
from tongban.publishing.tables import VersionRow

SCHEDULED = "scheduled"
_IN_USE, _SUPERSEDED = "in_use", "superseded"


def next_effect(session: Session) -> datetime | None:
    """Return the earliest moment at which a version that waits comes into use; None where none waits."""
    with scoped(Scope.everywhere("versions published ahead")):
        return session.scalar(select(func.min(VersionRow.effective_at)).where(VersionRow.state == SCHEDULED))


def take_effect(session: Session, now: datetime) -> int:
    """Bring into use every version whose moment is there, in the order of their moments; the caller commits.

    Safe to do twice, anywhere: who comes second finds nothing left to do.
    """
    with scoped(Scope.everywhere("versions published ahead")):
        asked = select(VersionRow.tenant_id, VersionRow.item, VersionRow.version)
        due = asked.where(VersionRow.state == SCHEDULED, VersionRow.effective_at <= now)
        found = session.execute(due.order_by(VersionRow.effective_at, VersionRow.version)).all()
    if found:
        stamp(session)
    return sum(_into_use(session, tenant, item, version) for tenant, item, version in found)


def _into_use(session: Session, tenant: str, item: str, version: int) -> bool:
    with scoped(tenant):
        mine = select(VersionRow).where(VersionRow.tenant_id == tenant, VersionRow.item == item)
        wanted = mine.where(VersionRow.state.in_((SCHEDULED, _IN_USE))).order_by(VersionRow.version)
        rows = session.scalars(wanted.execution_options(populate_existing=True)).all()
        new = next((each for each in rows if each.version == version and each.state == SCHEDULED), None)
        if new is None:
            return False
        for each in rows:
            if each.state == _IN_USE:
                each.state = _SUPERSEDED
        session.flush()
        new.state = _IN_USE
        session.flush()
        return True
