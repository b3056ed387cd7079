"""A ticket's history: only ever added to, chained as a case's is, and checked by folding it again (V5)."""

from __future__ import annotations

from tongban.cases.chain import Chain
from tongban.cases.tickets.tables import TicketEventRow, TicketRow
from tongban.law.tickets import (
    Ticket,
    TicketEvent,
    evolve,
    ticket_event_from_json,
    ticket_event_to_json,
    ticket_from_json,
)


def _keeps(row: TicketRow, ticket: Ticket) -> bool:
    return ticket == ticket_from_json(row.snapshot) and (ticket.person.id or None) == row.applicant_id


_HISTORY: Chain[TicketEvent, Ticket, TicketRow] = Chain(
    TicketEventRow, "工单", ticket_event_to_json, ticket_event_from_json, evolve, _keeps
)

append = _HISTORY.append
fold = _HISTORY.fold
ticket_events = _HISTORY.events
verify_tickets = _HISTORY.verify
