"""Tickets as they are kept: the one door, the chained history, lists by index, the sweep (W4)."""

from tongban.cases.tickets.door import TELL, Opening, TicketDone, act, open_ticket
from tongban.cases.tickets.sweep import sweep_tickets
from tongban.cases.tickets.tables import TicketEventRow, TicketRegister, TicketRow

__all__ = [
    "TELL",
    "Opening",
    "TicketDone",
    "TicketEventRow",
    "TicketRegister",
    "TicketRow",
    "act",
    "open_ticket",
    "sweep_tickets",
]
