"""The one door of tickets: a command loads with a lock, decides, and writes all that follows in one transaction."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases import outbox
from tongban.cases.counters import next_case_serial
from tongban.cases.numbering import division_of
from tongban.cases.tickets import history
from tongban.cases.tickets.answering import issue_notices
from tongban.cases.tickets.tables import TicketRegister, TicketRow
from tongban.database import scoped
from tongban.errors import NotFound, TongbanError
from tongban.law import Actor, Command, Refusal
from tongban.law.tickets import (
    Complainant,
    LetTimePass,
    LimitKind,
    OpenTicket,
    Ticket,
    TicketEvent,
    TicketKind,
    decide,
    ticket_from_json,
    ticket_to_json,
    waits_for,
)
from tongban.law.tickets.events import ExtensionDecided, PersonTold, TicketAccepted, TicketClosed
from tongban.publishing.books import Books
from tongban.tenancy.tree import tenant as tenant_row

#: the effect of telling the person in the portal what happened to their ticket
TELL = "tell_ticket"
#: the last is not told of where a notice brings the answer: its own message tells
_TOLD = (TicketAccepted, TicketClosed, ExtensionDecided, PersonTold)


@dataclass(frozen=True, slots=True)
class Opening:
    """What somebody brings forward."""

    kind: TicketKind
    person: Complainant
    title: str
    body: str
    channel: str
    case: str = ""
    item: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class TicketDone:
    """What a command came to; `code` is the query code, which only the person who brought it forward is given."""

    ticket: Ticket
    events: tuple[TicketEvent, ...]
    code: str


def open_ticket(
    session: Session, books: Books, tenant: str, opening: Opening, actor: Actor, now: datetime, *, code: str = ""
) -> TicketDone | Refusal:
    """Open a ticket at a tenant under a number of the city; one that has the query code already is that ticket.

    The caller commits.
    """
    if code and (earlier := _opened_before(session, code)) is not None:
        return earlier
    with scoped(tenant):
        command = OpenTicket(
            actor,
            number=_new_number(session, books, tenant, now),
            tenant=tenant,
            kind=opening.kind,
            person=opening.person,
            title=opening.title[:100],
            body=opening.body[:2000],
            channel=opening.channel,
            case=opening.case,
            item=opening.item,
            reference=opening.reference[:50],
        )
        answer = decide(None, command, books.rulebook_at(tenant, now), books.calendar(tenant), now)
        if isinstance(answer, Refusal):
            return answer
        row = _new_row(session, tenant, command, code or secrets.token_hex(16), now)
        return _write(session, books, row, history.fold(None, answer), answer, now)


def act(session: Session, books: Books, number: str, command: Command, now: datetime) -> TicketDone | Refusal:
    """Carry out one command on a ticket of the tenant in scope; what time has done stays done, whatever the answer."""
    locked = select(TicketRow).where(TicketRow.number == number).with_for_update()
    row = session.scalar(locked.execution_options(populate_existing=True))
    if row is None:
        raise NotFound(f"没有找到工单“{number}”。")
    ticket = ticket_from_json(row.snapshot)
    rulebook, calendar = books.rulebook_at(row.tenant_id, ticket.opened_at), books.calendar(row.tenant_id)
    past = () if isinstance(command, LetTimePass) else decide(ticket, LetTimePass(), rulebook, calendar, now)
    if isinstance(past, Refusal):
        raise TongbanError(past.message, article=past.article)
    answer = decide(history.fold(ticket, past), command, rulebook, calendar, now)
    events = past if isinstance(answer, Refusal) else (*past, *answer)
    done = _write(session, books, row, history.fold(ticket, events), events, now)
    return answer if isinstance(answer, Refusal) else done


def _opened_before(session: Session, code: str) -> TicketDone | None:
    held_by = session.scalar(select(TicketRegister.held_by).where(TicketRegister.code == code))
    if held_by is None:
        return None
    with scoped(held_by):
        row = session.scalars(select(TicketRow).where(TicketRow.code == code)).one()
        return TicketDone(ticket_from_json(row.snapshot), (), code)


def _new_number(session: Session, books: Books, tenant: str, now: datetime) -> str:
    """Take the next number of the division's day; tickets are counted apart from cases."""
    division = division_of(session, tenant_row(session, tenant))
    day = now.astimezone(books.rulebook(tenant).timezone).strftime("%Y%m%d")
    return f"GD{division}{day}{next_case_serial(session, f'GD{division}', day):06d}"


def _new_row(session: Session, tenant: str, command: OpenTicket, code: str, now: datetime) -> TicketRow:
    row = TicketRow(
        tenant_id=tenant,
        number=command.number,
        code=code,
        kind=command.kind.value,
        title=command.title,
        applicant_id=command.person.id or None,
        case_number=command.case or None,
        item=command.item or None,
        revision=0,
        opened_at=now,
    )
    register = TicketRegister(
        number=row.number, code=row.code, held_by=tenant, applicant_id=row.applicant_id, opened_at=now
    )
    session.add_all([row, register])
    return row


def _write(
    session: Session, books: Books, row: TicketRow, ticket: Ticket, events: tuple[TicketEvent, ...], now: datetime
) -> TicketDone:
    if events:
        with session.no_autoflush:
            row.link = history.append(session, row, events)
            _bring_into_line(row, ticket)
            told = _TOLD[:-1] if issue_notices(session, books, row, ticket, events) else _TOLD
            for seq, event in enumerate(events, start=row.revision + 1):
                if isinstance(event, told) and ticket.person.id:
                    outbox.post(session, row.tenant_id, TELL, {"ticket": row.number, "seq": seq}, now)
            row.revision += len(events)
        session.flush()
    return TicketDone(ticket, events, row.code)


def _bring_into_line(row: TicketRow, ticket: Ticket) -> None:
    """Let the columns by which a ticket is found and counted say what the ticket says."""
    limit = ticket.nearest
    running = [each.due for each in ticket.limits if each.is_open and each.missed_at is None]
    row.state, row.outcome = ticket.state.value, ticket.outcome.value if ticket.outcome else None
    row.assigned_to, row.assigned_name = (ticket.assigned.id, ticket.assigned.name) if ticket.assigned else (None, None)
    row.waits_for = waits_for(ticket)
    row.due_at, row.due_kind = (limit.due, limit.kind.value) if limit else (None, None)
    row.fires_at = min(running, default=None)
    row.escalated = bool(ticket.escalated)
    row.answered_at = ticket.answers[-1].at if ticket.answers else None
    row.told_at = ticket.told[-1].at if ticket.told else None
    row.answer_late = any(each.kind is LimitKind.ANSWER and each.missed_at is not None for each in ticket.limits)
    row.tell_late = any(each.kind is LimitKind.TELL and each.missed_at is not None for each in ticket.limits)
    row.closed_at = ticket.closed_at
    row.snapshot = ticket_to_json(ticket)
