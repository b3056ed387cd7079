"""Let time take effect: find what is due by index, oldest first, and pass it through the door case by case (D4)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, select

from tongban.cases.door import act
from tongban.cases.tables import DeadlineRow
from tongban.database import Scope, Sessions, scoped
from tongban.law import DeadlineKind, Refusal
from tongban.law.commands import PassTime
from tongban.publishing.books import Books


def due(sessions: Sessions, now: datetime, limit: int) -> list[tuple[str, str]]:
    """List (tenant, case number) of what is due, in the order in which the law has it happen."""
    with scoped(Scope.everywhere("sweep")):
        rows = sessions().execute(
            select(DeadlineRow.tenant_id, DeadlineRow.number)
            .where(DeadlineRow.due_at < now, _takes_effect())
            .order_by(DeadlineRow.due_at, DeadlineRow.number)
            .limit(limit)
        )
        found = list(dict.fromkeys((tenant, number) for tenant, number in rows))
    sessions().rollback()
    return found


def _takes_effect() -> ColumnElement[bool]:
    """Leave out what waits for next year's notice: no right is lost on a day that is only presumed (D1)."""
    return ~(DeadlineRow.provisional & (DeadlineRow.kind == DeadlineKind.SUPPLEMENT.value))


def sweep(sessions: Sessions, books: Books, now: datetime, *, batch: int = 200) -> int:
    """Fire everything that is due and return how many cases moved. Safe to run twice, anywhere, after any outage."""
    moved = 0
    while cases := due(sessions, now, batch):
        fired = sum(_pass_time(sessions, books, tenant, number, now) for tenant, number in cases)
        moved += fired
        if fired == 0:  # others hold them, or they fired meanwhile
            break
    return moved


def _pass_time(sessions: Sessions, books: Books, tenant: str, number: str, now: datetime) -> bool:
    session = sessions()
    try:
        with scoped(tenant):
            answer = act(session, books, number, PassTime(), now)
            session.commit()
    except Exception:
        session.rollback()
        raise
    finally:
        sessions.remove()
    return not isinstance(answer, Refusal) and bool(answer.events)
