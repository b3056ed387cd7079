"""Let time take effect: find what is due by index, oldest first, and pass it through the door case by case (D4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import ColumnElement, select

from tongban.cases.door import act
from tongban.cases.tables import DeadlineRow
from tongban.database import Scope, Sessions, scoped
from tongban.errors import NotFound
from tongban.law import DeadlineKind, Refusal
from tongban.law.commands import PassTime
from tongban.publishing.books import Books

log = structlog.get_logger()

#: no year's make-up days bring a limit forward by more; farther limits are counted again when they come nearer
SOON = timedelta(days=31)


def due(sessions: Sessions, now: datetime, limit: int, *, leaving_out: Collection[str] = ()) -> list[tuple[str, str]]:
    """List (tenant, case number) of what is due, in the order in which the law has it happen."""
    with scoped(Scope.everywhere("sweep")):
        rows = sessions().execute(
            select(DeadlineRow.tenant_id, DeadlineRow.number)
            .where(DeadlineRow.due_at < now, _takes_effect(), DeadlineRow.number.not_in(leaving_out))
            .order_by(DeadlineRow.due_at, DeadlineRow.number)
            .limit(limit)
        )
        found = list(dict.fromkeys((tenant, number) for tenant, number in rows))
    sessions().rollback()
    return found


def _takes_effect() -> ColumnElement[bool]:
    """Leave out what waits for next year's notice; `over_presumed_days` lists what of it may be moved (D1)."""
    return ~(DeadlineRow.provisional & (DeadlineRow.kind == DeadlineKind.SUPPLEMENT.value))


def over_presumed_days(sessions: Sessions, books: Books, now: datetime) -> list[tuple[str, str]]:
    """List cases with a limit that ends soon on days that were presumed, and that may be moved now (D1).

    It is counted again once the year's notice is entered, and then lapses like any other. Until then nobody loses a
    right by it, unless the tenant's rulebook says so (`lapse_on_provisional_days`).
    """
    with scoped(Scope.everywhere("sweep")):
        rows = sessions().execute(
            select(DeadlineRow.tenant_id, DeadlineRow.number, DeadlineRow.due_at)
            .where(DeadlineRow.due_at < now + SOON, DeadlineRow.provisional)
            .order_by(DeadlineRow.due_at, DeadlineRow.number)
        )
        found = [(tenant, number) for tenant, number, end in rows if end and _may_move(books, tenant, end, now)]
    sessions().rollback()
    return list(dict.fromkeys(found))


def _may_move(books: Books, tenant: str, end: datetime, now: datetime) -> bool:
    return _is_known(books, tenant, end) or (end < now and _lapses_all_the_same(books, tenant))


def _lapses_all_the_same(books: Books, tenant: str) -> bool:
    try:
        return books.rulebook(tenant).lapse_on_provisional_days.holds
    except NotFound:
        return False


def _is_known(books: Books, tenant: str, end: datetime) -> bool:
    try:
        return books.calendar(tenant).is_covered(end.astimezone(books.rulebook(tenant).timezone).date())
    except NotFound:  # a tenant whose texts cannot be read just now
        return False


def sweep(sessions: Sessions, books: Books, now: datetime, *, batch: int = 200) -> int:
    """Fire everything that is due and return how many cases moved. Safe to run twice, anywhere, after any outage.

    A case that cannot be carried on is logged and passed over: nobody else's limit waits for it.
    """
    broken: set[str] = set()
    moved = _fire(sessions, books, over_presumed_days(sessions, books, now), now, broken)
    while cases := due(sessions, now, batch, leaving_out=broken):
        known = len(broken)
        fired = _fire(sessions, books, cases, now, broken)
        moved += fired
        if fired == 0 and len(broken) == known:  # others hold them, or they fired meanwhile
            break
    return moved


def _fire(sessions: Sessions, books: Books, cases: Iterable[tuple[str, str]], now: datetime, broken: set[str]) -> int:
    """Let time pass on each of these cases; note those that cannot be carried on."""
    moved = 0
    for tenant, number in cases:
        try:
            moved += _pass_time(sessions, books, tenant, number, now)
        except Exception:
            log.exception("time could not pass", tenant=tenant, case=number)
            broken.add(number)
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
