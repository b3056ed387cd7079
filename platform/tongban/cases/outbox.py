"""Effects to be carried out after commit: written with the case, taken under a lease, done once (design, idea 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.tables import OutboxRow
from tongban.database import Scope, add_only, scoped

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


def post(
    session: Session, tenant: str, kind: str, body: dict[str, Any], now: datetime, *, ready: datetime | None = None
) -> None:
    """Write an effect into the transaction of what causes it; `ready` is when it may be carried out, if not at once."""
    when = ready or now
    effect = uuid4().hex
    add_only(session, OutboxRow, tenant_id=tenant, id=effect, kind=kind, body=body, created_at=now, available_at=when)


def take(session: Session, now: datetime, limit: int = 20) -> list[Effect]:
    """Lease what is ready, oldest first, passing over what others hold, and commit the leases.

    Looking is over all tenants; locking is within each, as row-level security lets nobody lock what they may not write.
    """
    with scoped(Scope.everywhere("outbox")):
        seen = select(OutboxRow.tenant_id, OutboxRow.id).where(
            OutboxRow.done_at.is_(None), OutboxRow.available_at <= now
        )
        found = session.execute(seen.order_by(OutboxRow.available_at, OutboxRow.id).limit(limit)).all()
    ids: dict[str, list[str]] = {}
    for tenant, effect in found:
        ids.setdefault(tenant, []).append(effect)
    taken = [effect for tenant, wanted in ids.items() for effect in _lease(session, tenant, wanted, now)]
    session.commit()
    return taken


def _lease(session: Session, tenant: str, wanted: list[str], now: datetime) -> Iterator[Effect]:
    with scoped(tenant):
        free = select(OutboxRow).where(
            OutboxRow.id.in_(wanted), OutboxRow.done_at.is_(None), OutboxRow.available_at <= now
        )
        free = free.order_by(OutboxRow.available_at, OutboxRow.id).execution_options(populate_existing=True)
        for row in session.scalars(free.with_for_update(skip_locked=True)).all():
            row.lease, row.attempts, row.available_at = uuid4().hex, row.attempts + 1, now + LEASE
            yield Effect(tenant, row.id, row.kind, row.body, row.attempts, row.lease)
        session.flush()


def done(session: Session, effect: Effect, now: datetime) -> None:
    """Mark an effect as done, unless its lease went to another worker meanwhile. The caller is in its scope."""
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
