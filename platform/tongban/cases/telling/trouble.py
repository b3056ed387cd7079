"""The dead-letter desk: deliveries that could not be made or whose end nobody knows; a person settles each (N3)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.telling.letters import post
from tongban.cases.telling.tables import DeliveryRow, DeliveryState
from tongban.errors import NotFound, TongbanError

IN_TROUBLE = (DeliveryState.DEAD, DeliveryState.UNCERTAIN)


def in_trouble(session: Session, limit: int = 200) -> list[DeliveryRow]:
    """List what waits for a person, oldest first, over the tenants in scope."""
    found = select(DeliveryRow).where(DeliveryRow.state.in_(IN_TROUBLE))
    return list(session.scalars(found.order_by(DeliveryRow.created_at, DeliveryRow.key).limit(limit)))


def send_again(session: Session, key: str, by: str, now: datetime) -> DeliveryRow:
    """Have a delivery tried anew, at once and with all its attempts. Who decided it is kept."""
    row = _troubled(session, key)
    row.state, row.attempts, row.settled_by = DeliveryState.WAITING, 0, by
    post(session, row, now)
    return row


def give_up(session: Session, key: str, by: str, reason: str) -> DeliveryRow:
    """Settle a delivery as not made; raises without a reason, as whoever was not told will ask."""
    if not reason.strip():
        raise TongbanError("请写明不再发送的原因，例如已经电话告知本人。")
    row = _troubled(session, key)
    row.state, row.settled_by, row.settled_why = DeliveryState.GIVEN_UP, by, reason.strip()
    return row


def _troubled(session: Session, key: str) -> DeliveryRow:
    row = session.scalar(select(DeliveryRow).where(DeliveryRow.key == key).with_for_update())
    if row is None:
        raise NotFound(f"没有编号为“{key}”的发送记录。")
    if row.state not in IN_TROUBLE:
        raise TongbanError("这条发送记录不需要处理：它已经送出、正在发送，或者已有人处理。")
    return row
