"""Let time take effect: find what is due by index, oldest first, and pass it through the door case by case (D4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush

import structlog
from sqlalchemy import ColumnElement, literal, select, tuple_

from tongban.cases.door import Done, act
from tongban.cases.tables import CaseRow, DeadlineRow
from tongban.database import Scope, Sessions, scoped
from tongban.errors import NotFound
from tongban.law import DeadlineKind, Refusal
from tongban.law.commands import PassTime
from tongban.publishing.books import Books

log = structlog.get_logger()

#: no year's make-up days bring a limit forward by more; farther limits are counted again when they come nearer
SOON = timedelta(days=31)
#: a limit has ended a moment after its last instant
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One case with a limit that has ended; ordered as the law has it happen, over all cases and tenants."""

    at: datetime
    number: str
    tenant: str


def due(sessions: Sessions, now: datetime, limit: int, *, after: Due | None = None) -> list[Due]:
    """List what is due and comes after a place in the order, by index; a case with several limits once for each."""
    asked = select(DeadlineRow.due_at, DeadlineRow.number, DeadlineRow.tenant_id).distinct()
    asked = asked.where(DeadlineRow.due_at < now, _takes_effect())
    if after is not None:
        asked = asked.where(
            tuple_(DeadlineRow.due_at, DeadlineRow.number)
            > tuple_(literal(after.at, DeadlineRow.due_at.type), after.number)
        )
    with scoped(Scope.everywhere("sweep")):
        rows = sessions().execute(asked.order_by(DeadlineRow.due_at, DeadlineRow.number).limit(limit)).all()
    sessions().rollback()
    return [Due(at, number, tenant) for at, number, tenant in rows if at is not None]


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

    What should have happened first happens first, over all cases: after an outage the documents have the numbers that
    daily sweeps would have given them. A case that cannot be carried on is logged and passed over, and so is one that
    another worker has in hand: nobody else's limit waits for it.
    """
    moved: set[str] = set()
    for tenant, number in over_presumed_days(sessions, books, now):
        if _let_pass(sessions, books, Due(now, number, tenant), now, moved):
            log.info("counted again over presumed days", tenant=tenant, case=number)
    last: Due | None = None
    while found := due(sessions, now, batch, after=last):
        last = found[-1]
        _in_order(sessions, books, found, now, moved)
    return len(moved)


def _in_order(sessions: Sessions, books: Books, found: list[Due], now: datetime, moved: set[str]) -> None:
    """Carry a batch out, oldest first; what one case's end opens and has ended too takes its place in the order."""
    waiting, last = list(found), found[-1]
    heapify(waiting)
    while waiting:
        each = heappop(waiting)
        following = _let_pass(sessions, books, each, now, moved)
        if following is not None and each < following < last:  # a later one is found by its row
            heappush(waiting, following)


def _let_pass(sessions: Sessions, books: Books, each: Due, now: datetime, moved: set[str]) -> Due | None:
    """Let time pass on one case up to one end; give the next end of the case that has passed as well."""
    try:
        done = _pass_time(sessions, books, each, now)
    except Exception:
        log.exception("time could not pass", tenant=each.tenant, case=each.number)
        return None
    if done is None or not done.events:
        return None
    moved.add(each.number)
    ends = (limit.due for limit in done.case.deadlines if limit.is_open and limit.due and limit.missed_at is None)
    following = min(ends, default=None)
    return Due(following, each.number, each.tenant) if following is not None and following < now else None


def _pass_time(sessions: Sessions, books: Books, each: Due, now: datetime) -> Done | None:
    """Pass time through the door, unless another worker has the case in hand."""
    session = sessions()
    try:
        with scoped(each.tenant):
            free = select(CaseRow.number).where(CaseRow.number == each.number).with_for_update(skip_locked=True)
            if session.scalar(free) is None:
                return None
            answer = act(session, books, each.number, PassTime(until=each.at + MOMENT), now)
            session.commit()
    except Exception:
        session.rollback()
        raise
    finally:
        sessions.remove()
    return None if isinstance(answer, Refusal) else answer
