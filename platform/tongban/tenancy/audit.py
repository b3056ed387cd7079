"""Write down who was refused, and who did far-reaching things, beside the rows of the tenant concerned (T2, V5)."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from tongban.database import Scope, scoped
from tongban.tenancy.tables import AuditRow


def record(
    session: Session, *, tenant: str, at: datetime, actor: str, action: str, target: str, allowed: bool, note: str = ""
) -> None:
    """Add one entry to the tenant's audit list; the caller commits."""
    with scoped(Scope.of(tenant)):
        session.add(
            AuditRow(
                tenant_id=tenant,
                id=uuid4().hex,
                at=at,
                actor=actor,
                action=action,
                target=target[:200],
                allowed=allowed,
                note=note,
            )
        )
        session.flush()
