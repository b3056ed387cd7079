"""Find tickets: one's own, those of a desk, one by its query code; each list by an index, a page at a time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Integer, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from tongban.cases.tickets.tables import TicketRegister, TicketRow
from tongban.database import Scope, scoped
from tongban.errors import NotFound
from tongban.law.tickets import Ticket, TicketState, ticket_from_json

PAGE = 25
MOST = 100


class TicketTab(StrEnum):
    """Which tickets of a desk: for my roles, put before the supervisor, closed, or every one."""

    MINE = "mine"
    ESCALATED = "escalated"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class TicketPage:
    """One page; `next` is the number behind which the following one begins, empty at the end."""

    rows: tuple[TicketRow, ...]
    next: str


def ticket_of(row: TicketRow) -> Ticket:
    return ticket_from_json(row.snapshot)


def ticket_in_scope(session: Session, number: str) -> TicketRow:
    """Find a ticket of the tenant whose scope this is; any other is not there (T2)."""
    row = session.scalar(select(TicketRow).where(TicketRow.number == number.strip().upper()))
    if row is None:
        raise NotFound(f"没有找到工单“{number}”，或者它不属于您的单位。")
    return row


def own_tickets(session: Session, applicant_id: str) -> list[TicketRow]:
    """List a person's tickets over the whole city, newest first: theirs by right, wherever they brought them."""
    entries = select(TicketRegister.held_by).where(TicketRegister.applicant_id == applicant_id).distinct()
    tenants = tuple(session.scalars(entries))
    if not tenants:
        return []
    with scoped(Scope(tenants, None, "applicant's own tickets")):
        mine = select(TicketRow).where(TicketRow.applicant_id == applicant_id)
        return list(session.scalars(mine.order_by(TicketRow.opened_at.desc()).limit(MOST)))


def own_ticket(session: Session, applicant_id: str, number: str) -> TicketRow:
    """Find a person's own ticket; another's looks the same as one that is not there (T2)."""
    entry = session.get(TicketRegister, number.strip().upper())
    if entry is None or entry.applicant_id != applicant_id:
        raise NotFound(f"没有找到工单“{number}”，请核对编号，或者用提出时的账号登录。")
    return _held(session, entry)


def by_query_code(session: Session, code: str) -> TicketRow:
    """Find a ticket by the code that was given to whoever brought it forward; no log-in is needed (ORD §52)."""
    entry = session.scalar(select(TicketRegister).where(TicketRegister.code == code.strip().lower()))
    if entry is None:
        raise NotFound("没有查到这个查询码对应的工单，请核对后重新输入。")
    return _held(session, entry)


def _held(session: Session, entry: TicketRegister) -> TicketRow:
    with scoped(entry.held_by):
        return session.scalars(select(TicketRow).where(TicketRow.number == entry.number)).one()


def desk_tickets(session: Session, person: str, roles: Collection[str], tab: TicketTab, after: str = "") -> TicketPage:
    """Give one page of a tenant's tickets: work by its limit, all others the newest first.

    What is in somebody's hands waits for that person; what is in nobody's waits for the role.
    """
    asked = select(TicketRow)
    if tab is TicketTab.MINE:
        asked = asked.where(_waits(person, roles))
        if after:
            mark = select(TicketRow.due_at).where(TicketRow.number == after).scalar_subquery()
            asked = asked.where(or_(TicketRow.due_at > mark, and_(TicketRow.due_at == mark, TicketRow.number > after)))
        return _page(session, asked.order_by(TicketRow.due_at, TicketRow.number))
    if tab is TicketTab.ESCALATED:
        asked = asked.where(TicketRow.escalated, TicketRow.closed_at.is_(None))
    elif tab is TicketTab.CLOSED:
        asked = asked.where(TicketRow.state == TicketState.CLOSED.value)
    if after:
        asked = asked.where(TicketRow.number < after)
    return _page(session, asked.order_by(TicketRow.number.desc()))


def _waits(person: str, roles: Collection[str]) -> ColumnElement[bool]:
    free = or_(TicketRow.assigned_to.is_(None), TicketRow.assigned_to == person, TicketRow.waits_for == "supervisor")
    return and_(TicketRow.waits_for.in_(sorted(roles)), free)


def _page(session: Session, asked: Select[TicketRow]) -> TicketPage:
    rows = session.scalars(asked.limit(PAGE + 1)).all()
    more = len(rows) > PAGE
    return TicketPage(tuple(rows[:PAGE]), rows[PAGE - 1].number if more else "")


def of_case(session: Session, case: str) -> list[TicketRow]:
    """List the tickets about a case."""
    return list(session.scalars(select(TicketRow).where(TicketRow.case_number == case).order_by(TicketRow.opened_at)))


def open_counts(session: Session) -> dict[str, tuple[int, int]]:
    """Count the open tickets of each tenant in scope, and how many of them a limit has run out on."""
    late = func.sum(func.coalesce(TicketRow.escalated.cast(Integer), 0))
    asked = select(TicketRow.tenant_id, func.count(), late).where(TicketRow.closed_at.is_(None))
    return {row[0]: (row[1], int(row[2] or 0)) for row in session.execute(asked.group_by(TicketRow.tenant_id))}
