"""Tickets (工单): complaints, “cannot get it done”, the hotline, bad evaluations; one engine, kinds as data (W4, V1).

Pure like the law of cases: `decide(ticket, command, …) -> events | Refusal`, `evolve(ticket, event) -> ticket`.
"""

from tongban.law.tickets.commands import (
    AcceptTicket,
    AnswerTicket,
    AppealEvaluation,
    AskExtension,
    AssignTicket,
    ConfirmTicket,
    DecideAppeal,
    DecideExtension,
    LetTimePass,
    OpenTicket,
    RecordContact,
    ReopenTicket,
    TellPerson,
    TurnAway,
    WithdrawTicket,
)
from tongban.law.tickets.decide import decide
from tongban.law.tickets.events import (
    TicketEvent,
    ticket_event_from_json,
    ticket_event_to_json,
    ticket_from_json,
    ticket_to_json,
)
from tongban.law.tickets.evolve import evolve, replay
from tongban.law.tickets.notice import addressee_of, notices_ordered
from tongban.law.tickets.rules import KINDS, LIMIT_NAMES, METHODS, OUTCOME_NAMES, STATE_NAMES, waits_for
from tongban.law.tickets.ticket import Complainant, Ticket, TicketLimit
from tongban.law.tickets.words import LimitKind, LimitStatus, TicketKind, TicketOutcome, TicketState

__all__ = [
    "KINDS",
    "LIMIT_NAMES",
    "METHODS",
    "OUTCOME_NAMES",
    "STATE_NAMES",
    "AcceptTicket",
    "AnswerTicket",
    "AppealEvaluation",
    "AskExtension",
    "AssignTicket",
    "Complainant",
    "ConfirmTicket",
    "DecideAppeal",
    "DecideExtension",
    "LetTimePass",
    "LimitKind",
    "LimitStatus",
    "OpenTicket",
    "RecordContact",
    "ReopenTicket",
    "TellPerson",
    "Ticket",
    "TicketEvent",
    "TicketKind",
    "TicketLimit",
    "TicketOutcome",
    "TicketState",
    "TurnAway",
    "WithdrawTicket",
    "addressee_of",
    "decide",
    "evolve",
    "notices_ordered",
    "replay",
    "ticket_event_from_json",
    "ticket_event_to_json",
    "ticket_from_json",
    "ticket_to_json",
    "waits_for",
]
