"""What has happened to a ticket. Every event has a versioned `kind` and a JSON form; a ticket is their fold alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from tongban.errors import TongbanError
from tongban.law.case import Actor
from tongban.law.json_form import from_plain, to_plain
from tongban.law.tickets.ticket import Complainant, Ticket, TicketLimit
from tongban.law.tickets.words import LimitStatus, TicketKind, TicketOutcome

#: every kind of event by its versioned name; a class enters itself
TICKET_EVENTS: dict[str, type[TicketEvent]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketEvent:
    """What every event says. `at` is the moment at which it counts, which for an expiry is the limit's end."""

    kind: ClassVar[str]
    at: datetime
    actor: Actor

    def __init_subclass__(cls, **named: Any) -> None:
        super(TicketEvent, cls).__init_subclass__(**named)  # by name: a class with slots is made anew
        TICKET_EVENTS[cls.kind] = cls


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketOpened(TicketEvent):
    kind: ClassVar[str] = "ticket_opened.1"
    number: str
    tenant: str
    ticket_kind: TicketKind
    person: Complainant
    title: str
    body: str
    channel: str
    received_on: date
    case: str = ""
    item: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketAccepted(TicketEvent):
    kind: ClassVar[str] = "ticket_accepted.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketAssigned(TicketEvent):
    kind: ClassVar[str] = "ticket_assigned.1"
    to: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRecorded(TicketEvent):
    kind: ClassVar[str] = "ticket_contact_recorded.1"
    reached: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAsked(TicketEvent):
    kind: ClassVar[str] = "ticket_extension_asked.1"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDecided(TicketEvent):
    kind: ClassVar[str] = "ticket_extension_decided.1"
    granted: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketAnswered(TicketEvent):
    kind: ClassVar[str] = "ticket_answered.1"
    text: str
    measures: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTold(TicketEvent):
    kind: ClassVar[str] = "ticket_person_told.1"
    method: str
    note: str
    satisfied: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketReopened(TicketEvent):
    kind: ClassVar[str] = "ticket_reopened.1"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealMade(TicketEvent):
    kind: ClassVar[str] = "ticket_appeal_made.1"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDecided(TicketEvent):
    kind: ClassVar[str] = "ticket_appeal_decided.1"
    unfounded: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketEscalated(TicketEvent):
    """A limit ran out undone: the matter lies before the supervisor."""

    kind: ClassVar[str] = "ticket_escalated.1"
    limit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketClosed(TicketEvent):
    kind: ClassVar[str] = "ticket_closed.1"
    outcome: TicketOutcome
    reasons: str = ""
    where_to_go: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitOpened(TicketEvent):
    kind: ClassVar[str] = "ticket_limit_opened.1"
    limit: TicketLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitMissed(TicketEvent):
    kind: ClassVar[str] = "ticket_limit_missed.1"
    limit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitEnded(TicketEvent):
    kind: ClassVar[str] = "ticket_limit_ended.1"
    limit: str
    status: LimitStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRecounted(TicketEvent):
    """The calendar changed, and the limit was counted again."""

    kind: ClassVar[str] = "ticket_limit_recounted.1"
    limit: str
    due: datetime
    provisional: bool
    calendar_version: str


def ticket_event_to_json(event: TicketEvent) -> dict[str, Any]:
    """Write an event as plain JSON data, its `kind` first."""
    return {"kind": event.kind, **to_plain(event)}


def ticket_event_from_json(data: Mapping[str, Any]) -> TicketEvent:
    """Read an event; an unknown kind is refused, for a fold that skips one would lie."""
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in TICKET_EVENTS:
        raise TongbanError(f"工单历史中有本系统不认识的记录“{kind}”，无法据以还原工单。")
    return from_plain(TICKET_EVENTS[kind], {key: value for key, value in data.items() if key != "kind"})


def ticket_to_json(ticket: Ticket) -> dict[str, Any]:
    data: dict[str, Any] = to_plain(ticket)
    return data


def ticket_from_json(data: Mapping[str, Any]) -> Ticket:
    return from_plain(Ticket, data)
