"""Declare a day off or on for a tenant and all below it, and count again what is open (D1).

The declaration is a text in the database, so every process counts by it from its next look on; what is open is then
counted again case by case, each in a transaction of its own: by the command itself, or, declared on a page, by the
worker in batches. Broken off and run again, it goes on: a limit that was counted already stays as it is. A limit that
was missed before stays missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

import structlog
from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from tongban.calendars import WorkingCalendar
from tongban.calendars.declared import Declaration, declarations, path_of, text_of
from tongban.cases import outbox
from tongban.cases.door import act
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow, DeadlineRow
from tongban.database import Scope, Sessions, scoped
from tongban.errors import TongbanError
from tongban.law import DeadlineRecounted, Event, Recount, Refusal, decide
from tongban.publishing.books import Books, Shelf
from tongban.publishing.memory import definition
from tongban.publishing.sources import keep
from tongban.tenancy.audit import record
from tongban.tenancy.tree import subtree_scope, tenant

log = structlog.get_logger()

RECOUNT = "count_again"  # the effect of a declaration made on a page
BATCH = 200  # cases
Place = tuple[str, str]  # tenant and number of a case


@dataclass(frozen=True, slots=True)
class Moved:
    """One limit that is counted anew: from which day to which."""

    tenant: str
    number: str
    deadline: str
    before: date
    after: date


@dataclass(slots=True)
class Projection:
    """What a declaration comes to: the limits that move, how many cases were looked at, which could not be."""

    calendar: str  # version of the tenant's calendar with the declaration
    looked_at: int = 0
    moved: list[Moved] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    in_all: int = 0  # cases with a limit that ends on the day or after it; more than `looked_at` where that was bounded


def project(
    sessions: Sessions, books: Books, declared: Declaration, tenant_id: str, now: datetime, most: int | None = None
) -> Projection:
    """Tell what a declaration would move, over all cases or the first so many, and write nothing."""
    session = sessions()
    shelf = books.with_texts({path_of(tenant_id): _text_with(books, declared, tenant_id)})
    found = Projection(shelf.calendar(tenant_id).version)
    for tenant_of_case, number in _running_past(session, declared.day, tenant_id, books):
        if most is not None and found.looked_at >= most:
            found.in_all = _how_many(session, declared.day, tenant_id, books) if most else 0
            break
        found.looked_at += 1
        with scoped(tenant_of_case):
            events = _tried(session, books, shelf, number, now)
        found.moved += _moved(tenant_of_case, number, events, books)
        session.expire_all()
    found.in_all = max(found.in_all, found.looked_at)
    session.rollback()
    return found


def declare(sessions: Sessions, books: Books, declared: Declaration, tenant_id: str, now: datetime) -> Projection:
    """Write the declaration, unless it was written before, and count again whatever it touches."""
    session = sessions()
    with scoped(tenant_id):
        if _enter(session, books, declared, tenant_id, now):
            session.commit()
    books.refresh(session)
    found = Projection(books.calendar(tenant_id).version)
    for each in _running_past(session, declared.day, tenant_id, books):
        _count_again(session, books, each, now, found)
    return found


def declare_for_later(session: Session, books: Books, declared: Declaration, tenant_id: str, now: datetime) -> None:
    """Write the declaration, and leave the counting to the worker; the caller commits."""
    with scoped(tenant_id):
        if _enter(session, books, declared, tenant_id, now):
            outbox.post(session, tenant_id, RECOUNT, {"day": declared.day.isoformat(), "after": ["", ""]}, now)
            session.flush()


def next_to_count(session: Session, books: Books, tenant_id: str, day: date, after: Place) -> list[Place]:
    """Give one batch of the cases that a declaration touches; empty at the end."""
    return _past(session, day, tenant_id, books, after)


def count_these_again(session: Session, books: Books, cases: Iterable[Place], now: datetime) -> list[Place]:
    """Count cases again, each in its own transaction, and return those that could not be counted."""
    books.refresh(session)
    failed = []
    for each in cases:
        found = Projection("")
        _count_again(session, books, each, now, found)
        failed += [each] * len(found.failed)
    return failed


def _enter(session: Session, books: Books, declared: Declaration, tenant_id: str, now: datetime) -> bool:
    """Write the declaration with who made it, unless it stands there; the tenant's scope is entered."""
    text = _text_with(books, declared, tenant_id)
    if text == books.shelf.text(path_of(tenant_id)):
        return False
    keep(session, tenant_id, {path_of(tenant_id): text}, published=True, by=declared.by, now=now)
    note = f"{declared.day}{declared.reason}，依据：{declared.basis}。"
    record(session, tenant=tenant_id, at=now, actor=declared.by, action="calendar.declare",
           target=str(declared.day), allowed=True, note=note)  # fmt: skip
    return True


def _count_again(session: Session, books: Books, case: Place, now: datetime, found: Projection) -> None:
    """Count one case again in its own transaction; what cannot be counted is noted, and holds up nobody else."""
    tenant_of_case, number = case
    found.looked_at += 1
    try:
        with scoped(tenant_of_case):
            answer = act(session, books, number, Recount(), now)
            session.commit()
    except Exception:
        session.rollback()
        log.exception("could not count again", tenant=tenant_of_case, case=number)
        found.failed.append(number)
        return
    events = () if isinstance(answer, Refusal) else answer.events
    found.moved += _moved(tenant_of_case, number, events, books)
    session.expire_all()


def _text_with(books: Books, declared: Declaration, tenant_id: str) -> str:
    """Add a declaration to the tenant's text; the same one made again changes nothing."""
    text = books.shelf.text(path_of(tenant_id))
    before = declarations(text) if text else ()
    same = [each for each in before if each.day == declared.day]
    if text and same and (same[-1].working, same[-1].basis) == (declared.working, declared.basis):
        return text
    _refuse_pointless(books.calendar(tenant_id), declared)
    return text_of((*before, declared))


def _refuse_pointless(calendar: WorkingCalendar, declared: Declaration) -> None:
    if not declared.basis.strip():
        raise TongbanError("请写明依据，例如停止办公的通知名称和文号。")
    if calendar.is_working(declared.day) == declared.working:
        what = "工作日" if declared.working else "休息日"
        raise TongbanError(f"{declared.day}本来就是{what}，不需要宣布。")


def _running_past(session: Session, day: date, tenant_id: str, books: Books) -> Iterator[Place]:
    """List the cases with a limit that ends on the day or after it, at the tenant and below."""
    last: Place = ("", "")
    while found := _past(session, day, tenant_id, books, last):
        yield from found
        last = found[-1]


def _how_many(session: Session, day: date, tenant_id: str, books: Books) -> int:
    """Count all of them in one question, by the index of what is due."""
    whole, begins = _reach(session, day, tenant_id, books)
    touched = select(DeadlineRow.tenant_id, DeadlineRow.number).distinct().where(DeadlineRow.due_at >= begins)
    with scoped(whole):
        found = session.scalar(select(func.count()).select_from(touched.subquery()))
    session.rollback()
    return found or 0


def _reach(session: Session, day: date, tenant_id: str, books: Books) -> tuple[Scope, datetime]:
    """Give the scope of a tenant and all below it, to read, and the moment at which the day begins."""
    whole = subtree_scope(session, tenant(session, tenant_id), "calendar declaration")
    begins = datetime.combine(day, time.min, tzinfo=books.rulebook(tenant_id).timezone)
    return Scope(whole.reads, None, whole.reason), begins


def _past(session: Session, day: date, tenant_id: str, books: Books, after: Place) -> list[Place]:
    """Give one batch of them, by index."""
    whole, begins = _reach(session, day, tenant_id, books)
    asked = select(DeadlineRow.tenant_id, DeadlineRow.number).distinct().where(DeadlineRow.due_at >= begins)
    asked = asked.where(tuple_(DeadlineRow.tenant_id, DeadlineRow.number) > tuple_(*after))
    with scoped(whole):
        found = session.execute(asked.order_by(DeadlineRow.tenant_id, DeadlineRow.number).limit(BATCH)).all()
    session.rollback()
    return [(each[0], each[1]) for each in found]


def _tried(session: Session, books: Books, shelf: Shelf, number: str, now: datetime) -> tuple[Event, ...]:
    row = session.scalars(select(CaseRow).where(CaseRow.number == number)).one()
    case = case_of(row)
    rulebook = books.rulebook_at(row.tenant_id, case.submitted_at)
    described = definition(session, row.definition_hash)
    answer = decide(case, Recount(), described, rulebook, shelf.calendar(row.tenant_id), now)
    return () if isinstance(answer, Refusal) else answer


def _moved(tenant_id: str, number: str, events: tuple[Event, ...], books: Books) -> Iterator[Moved]:
    zone = books.rulebook(tenant_id).timezone
    for each in events:
        if isinstance(each, DeadlineRecounted) and each.due != each.due_before:
            before, after = (moment.astimezone(zone).date() for moment in (each.due_before, each.due))
            yield Moved(tenant_id, number, each.deadline, before, after)
