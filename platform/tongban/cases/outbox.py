"""Effects to be carried out after commit: written with the case, taken under a lease, done once (design, idea 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.tables import OutboxRow
from tongban.database import Scope, scoped

LEASE = timedelta(minutes=2)
_BACKOFF = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5), timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect that this worker holds until its lease ends."""

    tenant: str
    id: str
    kind: str
    body: dict[str, Any]
    attempts: int
    lease: str


def post(session: Session, tenant: str, kind: str, body: dict[str, Any], now: datetime) -> None:
    """Write an effect into the transaction of what causes it."""
    session.add(
        OutboxRow(tenant_id=tenant, id=uuid4().hex, kind=kind, body=body, created_at=now, available_at=now, attempts=0)
    )


def take(session: Session, now: datetime, limit: int = 20) -> list[Effect]:
    """Lease what is ready, oldest first, passing over what others hold, and commit the lease."""
    with scoped(Scope.everywhere("outbox")):
        ready = select(OutboxRow).where(OutboxRow.done_at.is_(None), OutboxRow.available_at <= now)
        ready = ready.order_by(OutboxRow.available_at, OutboxRow.id).limit(limit).with_for_update(skip_locked=True)
        rows = session.scalars(ready).all()
    taken = []
    for row in rows:
        with scoped(row.tenant_id):
            row.lease, row.attempts, row.available_at = uuid4().hex, row.attempts + 1, now + LEASE
            session.flush()
        taken.append(Effect(row.tenant_id, row.id, row.kind, row.body, row.attempts, row.lease))
    session.commit()
    return taken


def done(session: Session, effect: Effect, now: datetime) -> None:
    """Mark an effect as done, unless its lease went to another worker meanwhile. The caller is in the tenant's scope."""
    row = _held(session, effect)
    if row is not None:
        row.done_at, row.error = now, None


def failed(session: Session, effect: Effect, error: str, now: datetime) -> None:
    """Put an effect back with a growing pause; nothing is ever dropped."""
    row = _held(session, effect)
    if row is not None:
        row.error, row.lease = error[:2000], None
        row.available_at = now + _BACKOFF[min(effect.attempts, len(_BACKOFF)) - 1]


def _held(session: Session, effect: Effect) -> OutboxRow | None:
    held = select(OutboxRow).where(
        OutboxRow.tenant_id == effect.tenant, OutboxRow.id == effect.id, OutboxRow.lease == effect.lease
    )
    return session.scalar(held.with_for_update())
