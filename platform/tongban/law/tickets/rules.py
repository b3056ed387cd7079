"""What the kinds of tickets have in common and in what they differ, as data; who does what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tongban.law.case import Actor
from tongban.law.tickets.ticket import Ticket
from tongban.law.tickets.words import LimitKind, TicketKind, TicketOutcome, TicketState

PERSON = frozenset({"applicant", "agent", "visitor"})
TAKING_IN = frozenset({"window_clerk", "chief_representative", "supervisor"})
HANDLING = frozenset({"window_clerk", "reviewer", "chief_representative"})
OVERSEEING = frozenset({"supervisor"})
BY_ITSELF = frozenset({"system"})
#: after so many attempts a person counts as not to be reached
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class KindRules:
    """How one kind runs. What is not taken in counts as accepted when it is opened, and cannot be turned away."""

    title: str
    article: str
    opened_by: frozenset[str]
    taken_in: bool = True  # somebody accepts it, or says where to go
    rectifies: bool = False  # first contact, mend, call back; the office may appeal
    answered_by: str = ""  # the kind of notice that brings the answer, where the answer is a document


KINDS: Mapping[TicketKind, KindRules] = {
    TicketKind.COMPLAINT: KindRules("投诉举报", "36 §24", PERSON | TAKING_IN, answered_by="complaint_answer"),
    TicketKind.CANNOT_GET_IT_DONE: KindRules("“办不成事”反映", "7 §30; ORD §45", PERSON | TAKING_IN),
    TicketKind.HOTLINE: KindRules("热线工单", "7 §30", TAKING_IN | BY_ITSELF),
    TicketKind.RECTIFICATION: KindRules("差评整改", "335 §37", BY_ITSELF, taken_in=False, rectifies=True),
}
STATE_NAMES: Mapping[TicketState, str] = {
    TicketState.OPENED: "待受理",
    TicketState.ACCEPTED: "已受理、待交办",
    TicketState.ASSIGNED: "正在办理",
    TicketState.ANSWERED: "已答复、待告知",
    TicketState.TOLD: "已告知、等待反馈",
    TicketState.CLOSED: "已办结",
}
OUTCOME_NAMES: Mapping[TicketOutcome, str] = {
    TicketOutcome.SATISFIED: "已解决",
    TicketOutcome.NO_OBJECTION: "已告知，未再提出意见",
    TicketOutcome.NOT_SATISFIED: "已重新办理，仍不满意",
    TicketOutcome.OUT_OF_SCOPE: "不属于受理范围",
    TicketOutcome.WITHDRAWN: "已撤回",
    TicketOutcome.UNFOUNDED: "经核实，评价与事实不符",
}
LIMIT_NAMES: Mapping[LimitKind, str] = {
    LimitKind.ACCEPT: "受理期限",
    LimitKind.CONTACT: "首次联系期限",
    LimitKind.ANSWER: "办理期限",
    LimitKind.TELL: "告知、回访期限",
    LimitKind.FEEDBACK: "反馈期限",
}
METHODS: Mapping[str, str] = {
    "in_site": "站内消息",
    "phone": "电话",
    "visit": "上门或者当面",
    "letter": "书面",
    "query_code": "凭查询码查看",
}


def waits_for(ticket: Ticket) -> str | None:
    """Tell the role whose turn it is; None while the person is waited for, or nobody."""
    if ticket.extension_asked or ticket.appeal_open:
        return "supervisor"
    match ticket.state:
        case TicketState.OPENED:
            return "window_clerk"
        case TicketState.ACCEPTED:
            return "chief_representative"
        case TicketState.ASSIGNED | TicketState.ANSWERED:
            return ticket.assigned.role if ticket.assigned else "chief_representative"
    return None


def is_theirs(ticket: Ticket, actor: Actor) -> bool:
    """Tell whether the person in charge acts, or a supervisor once a limit has run out (7 §30)."""
    mine = ticket.assigned is not None and ticket.assigned.id == actor.id
    return mine or (bool(ticket.escalated) and actor.role in OVERSEEING)
