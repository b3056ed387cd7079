"""Let time take effect on tickets: find what is due by index, oldest first, each through the door (D4)."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlalchemy import select, tuple_

from tongban.cases.tickets.door import act
from tongban.cases.tickets.tables import TicketRow
from tongban.database import Scope, Sessions, scoped
from tongban.law import Refusal
from tongban.law.tickets import LetTimePass
from tongban.publishing.books import Books

log = structlog.get_logger()


def sweep_tickets(sessions: Sessions, books: Books, now: datetime, *, batch: int = 200) -> int:
    """Fire every limit that has ended and return how many tickets moved; safe to run twice, after any outage.

    A ticket that cannot be carried on is logged and passed over: nobody else's limit waits for it.
    """
    moved, after = 0, (datetime.fromtimestamp(0, tz=now.tzinfo), "")
    while found := _due(sessions, now, after, batch):
        for tenant, number, fires_at in found:
            moved += _fire(sessions, books, tenant, number, now)
            after = (fires_at, number)
    return moved


def _due(sessions: Sessions, now: datetime, after: tuple[datetime, str], batch: int) -> list[tuple[str, str, datetime]]:
    behind = tuple_(TicketRow.fires_at, TicketRow.number) > tuple_(*after)
    asked = select(TicketRow.tenant_id, TicketRow.number, TicketRow.fires_at).where(TicketRow.fires_at < now, behind)
    with scoped(Scope.everywhere("sweep of tickets")):
        rows = sessions().execute(asked.order_by(TicketRow.fires_at, TicketRow.number).limit(batch)).all()
    sessions().rollback()
    return [(row[0], row[1], row[2]) for row in rows if row[2] is not None]


def _fire(sessions: Sessions, books: Books, tenant: str, number: str, now: datetime) -> bool:
    session = sessions()
    try:
        with scoped(tenant):
            answer = act(session, books, number, LetTimePass(), now)
            session.commit()
    except Exception:
        session.rollback()
        log.exception("time could not pass", tenant=tenant, ticket=number)
        return False
    finally:
        sessions.remove()
    return not isinstance(answer, Refusal) and bool(answer.events)
