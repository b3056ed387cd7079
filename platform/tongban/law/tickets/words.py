"""The words of a ticket (工单): what it is about, where it stands, how it ends, what its limits are for."""

from __future__ import annotations

from enum import StrEnum


class TicketKind(StrEnum):
    """What somebody brings forward. What differs between kinds is data: `rules.KINDS` and the rulebook's terms."""

    COMPLAINT = "complaint"  # 投诉举报: ORD §52, 36 §24
    CANNOT_GET_IT_DONE = "cannot_get_it_done"  # “办不成事”反映窗口: ORD §45, 7 §30
    HOTLINE = "hotline"  # 12345 热线工单: 7 §30
    RECTIFICATION = "rectification"  # 差评整改: 335 §37, 30 (一), ORD §51


class TicketState(StrEnum):
    OPENED = "opened"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    TOLD = "told"
    CLOSED = "closed"


class TicketOutcome(StrEnum):
    """How a ticket ends."""

    SATISFIED = "satisfied"  # the person says so
    NO_OBJECTION = "no_objection"  # told, and nothing more was said within the limit
    NOT_SATISFIED = "not_satisfied"  # worked on again once, and the person is still not satisfied
    OUT_OF_SCOPE = "out_of_scope"
    WITHDRAWN = "withdrawn"
    UNFOUNDED = "unfounded"  # a supervisor found the bad evaluation without ground; the evaluation stays


class LimitKind(StrEnum):
    """What a limit is for, in the order in which they take effect at the same instant."""

    ACCEPT = "ticket_accept"
    CONTACT = "ticket_contact"
    ANSWER = "ticket_answer"
    TELL = "ticket_tell"
    FEEDBACK = "ticket_feedback"


class LimitStatus(StrEnum):
    RUNNING = "running"
    MET = "met"  # `missed_at` tells whether it was late
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"  # extended: another row took its place
