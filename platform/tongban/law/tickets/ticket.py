"""A ticket as its rules see it: frozen, and rebuilt from its events alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tongban.definitions.model import Span
from tongban.law.case import Actor
from tongban.law.tickets.words import LimitKind, LimitStatus, TicketKind, TicketOutcome, TicketState


@dataclass(frozen=True, slots=True)
class Complainant:
    """Who brings it forward. Without `name` anonymous; without `id` the person has no account."""

    id: str = ""
    name: str = ""
    phone: str = ""

    @property
    def anonymous(self) -> bool:
        return not self.name


@dataclass(frozen=True, slots=True)
class TicketLimit:
    """A limit in days from its anchor, which is not counted; `due` is the last instant of the last day."""

    id: str
    kind: LimitKind
    basis: str
    budget: Span
    anchor: date
    opened_at: datetime
    due: datetime
    provisional: bool
    calendar_version: str
    status: LimitStatus = LimitStatus.RUNNING
    missed_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.status is LimitStatus.RUNNING


@dataclass(frozen=True, slots=True)
class Contact:
    """One attempt to reach the person."""

    by: Actor
    at: datetime
    reached: bool
    note: str


@dataclass(frozen=True, slots=True)
class Extension:
    """The one extension: asked for with a reason, decided by another person; `granted` None while undecided."""

    by: Actor
    reason: str
    granted: bool | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found and what was mended."""

    by: Actor
    at: datetime
    text: str
    measures: str


@dataclass(frozen=True, slots=True)
class Told:
    """That the person was told the answer, how, and what they said to it."""

    at: datetime
    method: str
    note: str
    satisfied: bool | None


@dataclass(frozen=True, slots=True)
class Appeal:
    """The office holds that a bad evaluation has no ground; a supervisor decides. `unfounded` None while undecided."""

    by: Actor
    reason: str
    unfounded: bool | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One matter that somebody brought forward. Written by `evolve` only."""

    number: str
    tenant: str
    kind: TicketKind
    state: TicketState
    person: Complainant
    title: str
    body: str
    channel: str
    opened_at: datetime
    received_on: date
    case: str = ""
    item: str = ""
    reference: str = ""  # the hotline's own number
    limits: tuple[TicketLimit, ...] = ()
    assigned: Actor | None = None
    contacts: tuple[Contact, ...] = ()
    extension: Extension | None = None
    answers: tuple[Answer, ...] = ()
    told: tuple[Told, ...] = ()
    appeal: Appeal | None = None
    reopened: str = ""  # the person's reason for having it worked on again
    escalated: tuple[str, ...] = ()  # limits that ran out undone and were laid before the supervisor
    outcome: TicketOutcome | None = None
    end_reasons: str = ""
    where_to_go: str = ""
    accepted_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state is not TicketState.CLOSED

    def open_limit(self, *kinds: LimitKind) -> TicketLimit | None:
        """Find the open limit of one of these kinds; at most one of a kind is open."""
        return next((each for each in self.limits if each.is_open and (not kinds or each.kind in kinds)), None)

    @property
    def nearest(self) -> TicketLimit | None:
        """Give the open limit that ends first."""
        return min((each for each in self.limits if each.is_open), key=lambda each: each.due, default=None)

    @property
    def reached(self) -> bool:
        return any(each.reached for each in self.contacts)

    @property
    def extension_asked(self) -> bool:
        return self.extension is not None and self.extension.granted is None

    @property
    def appeal_open(self) -> bool:
        return self.appeal is not None and self.appeal.unfounded is None
