"""What people, and time, ask of a ticket."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.law.case import SYSTEM, Actor
from tongban.law.commands import Command
from tongban.law.tickets.ticket import Complainant
from tongban.law.tickets.words import TicketKind


@dataclass(frozen=True, slots=True)
class OpenTicket(Command):
    """Bring something forward (ORD §45, §52; 36 §24; 7 §30)."""

    number: str
    tenant: str
    kind: TicketKind
    person: Complainant
    title: str
    body: str
    channel: str
    case: str = ""
    item: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class AcceptTicket(Command):
    """Take it in."""


@dataclass(frozen=True, slots=True)
class TurnAway(Command):
    """Say that it is out of scope, why, and where to go instead."""

    reasons: str
    where_to_go: str


@dataclass(frozen=True, slots=True)
class AssignTicket(Command):
    """Put one person in charge (7 §30: 明确专人负责)."""

    to: Actor


@dataclass(frozen=True, slots=True)
class RecordContact(Command):
    """Record one attempt to reach the person."""

    reached: bool
    note: str


@dataclass(frozen=True, slots=True)
class AskExtension(Command):
    """Ask for the one extension, with a reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class DecideExtension(Command):
    """Grant the extension or not, with a reason; never by who asked."""

    granted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerTicket(Command):
    """Say what was found, and what was mended."""

    text: str
    measures: str = ""


@dataclass(frozen=True, slots=True)
class TellPerson(Command):
    """Record that the person was told (ORD §52), and what they said, if they said something."""

    method: str
    note: str = ""
    satisfied: bool | None = None


@dataclass(frozen=True, slots=True)
class ConfirmTicket(Command):
    """Say that the matter is settled: the person's own word."""


@dataclass(frozen=True, slots=True)
class ReopenTicket(Command):
    """Ask, once, that it be worked on again, because the answer does not satisfy."""

    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawTicket(Command):
    """Take it back before it is answered."""


@dataclass(frozen=True, slots=True)
class AppealEvaluation(Command):
    """Hold that a bad evaluation has no ground; the evaluation itself stays."""

    reason: str


@dataclass(frozen=True, slots=True)
class DecideAppeal(Command):
    """Decide the appeal, with reasons; never by who made it."""

    unfounded: bool
    reason: str


@dataclass(frozen=True, slots=True)
class LetTimePass(Command):
    """Let limits that have ended take effect."""

    actor: Actor = SYSTEM
