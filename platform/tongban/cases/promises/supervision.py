"""What a supervisor is to see: demands beyond the list that were refused, second notices that were allowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tongban.cases.promises.tables import SupervisionRow
from tongban.law import Command, Event, Refusal, RequestSupplement, SecondNoticeAllowed
from tongban.law.commands import CheckMaterial

DEMAND_REFUSED = "demand_refused"
SECOND_NOTICE = "second_notice"
#: refusals of a desk's demand for more than the list says (ORD §38; 335 §32)
BEYOND_THE_LIST = frozenset({"not_listed", "not_applicable", "obtainable_by_sharing"})
DEMANDS = (RequestSupplement, CheckMaterial)


def note_demand(session: Session, tenant: str, number: str, command: Command, refusal: Refusal, now: datetime) -> None:
    """Keep that somebody demanded more than is listed and was refused (L16; ORD §38, §55)."""
    if isinstance(command, DEMANDS) and refusal.code in BEYOND_THE_LIST:
        session.add(_row(tenant, DEMAND_REFUSED, number, now, command.actor.id, command.actor.name, refusal))
        session.flush()


def note_second_notice(session: Session, tenant: str, number: str, events: Iterable[Event]) -> None:
    """Count a second notice that was allowed (335 §18)."""
    for event in events:
        if isinstance(event, SecondNoticeAllowed):
            told = Refusal(SECOND_NOTICE, event.reason, "335 §18")
            session.add(_row(tenant, SECOND_NOTICE, number, event.at, event.actor.id, event.actor.name, told))


def _row(
    tenant: str, kind: str, number: str, at: datetime, actor_id: str, actor_name: str, told: Refusal
) -> SupervisionRow:
    return SupervisionRow(
        tenant_id=tenant,
        id=uuid4().hex,
        kind=kind,
        number=number,
        at=at,
        actor_id=actor_id,
        actor_name=actor_name,
        what=told.message,
        article=told.article,
    )


def noted(session: Session, tenant: str, kind: str, most: int = 50) -> list[SupervisionRow]:
    """List what was noted of a kind, the newest first."""
    rows = select(SupervisionRow).where(SupervisionRow.tenant_id == tenant, SupervisionRow.kind == kind)
    return list(session.scalars(rows.order_by(SupervisionRow.at.desc()).limit(most)))


def counts(session: Session, tenant: str) -> Mapping[str, int]:
    """Count what was noted, by kind."""
    kinds = select(SupervisionRow.kind, func.count()).where(SupervisionRow.tenant_id == tenant)
    found = {row[0]: row[1] for row in session.execute(kinds.group_by(SupervisionRow.kind))}
    return {DEMAND_REFUSED: found.get(DEMAND_REFUSED, 0), SECOND_NOTICE: found.get(SECOND_NOTICE, 0)}
