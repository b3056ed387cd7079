"""What people, and time, may ask of a case. A command says who acts; `decide` says whether the law lets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tongban.definitions.model import Span
from tongban.law.case import SYSTEM, Actor, Applicant, DeclineGround, Deficiency, HandedIn, MaterialVerdict, Verdict


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand in an application. The same rules hold for every channel (335 §28)."""

    actor: Actor
    number: str
    version: int
    channel: str  # online, window, kiosk, courier, agent
    applicant: Applicant
    answers: Mapping[str, object]
    materials: tuple[HandedIn, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectReceiptDay:
    """Record that the application had been received earlier than recorded; the clock only ever moves back."""

    actor: Actor
    received_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class CheckMaterial:
    """Record the clerk's verdict on one material."""

    actor: Actor
    material: str
    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class CorrectOnTheSpot:
    """Put an error right at the window, without a notice (ORD §15, licensing law art. 32)."""

    actor: Actor
    materials: tuple[HandedIn, ...] = ()
    answers: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Accept:
    """Accept the application (335 §17). `verdicts` may bring the checklist along."""

    actor: Actor
    verdicts: tuple[MaterialVerdict, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestSupplement:
    """Send the one-time notice (335 §18). `limit` is the definition's own unless a longer one is given."""

    actor: Actor
    deficiencies: tuple[Deficiency, ...]
    limit: Span | None = None
    verdicts: tuple[MaterialVerdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Supply:
    """Hand in what the one-time notice named."""

    actor: Actor
    materials: tuple[HandedIn, ...] = ()
    answers: Mapping[str, object] = field(default_factory=dict)
    channel: str = "online"


@dataclass(frozen=True, slots=True)
class Decline:
    """Do not accept (335 §20). Without `ground`, a place to go means that another authority is competent."""

    actor: Actor
    reasons: str
    where_to_go: str = ""
    ground: DeclineGround | None = None


@dataclass(frozen=True, slots=True)
class StartSpecialProcedure:
    """Begin a survey, hearing and the like, announcing its time (licensing law art. 45, ORD §41)."""

    actor: Actor
    step: str
    announced: Span | None = None  # the definition's maximum unless a shorter one is announced


@dataclass(frozen=True, slots=True)
class EndSpecialProcedure:
    """End the special procedure, which completes its step."""

    actor: Actor
    step: str
    opinion: str


@dataclass(frozen=True, slots=True)
class CompleteStep:
    """Complete the current step with an opinion."""

    actor: Actor
    step: str
    opinion: str


@dataclass(frozen=True, slots=True)
class ReturnStep:
    """Send the case back to an earlier step."""

    actor: Actor
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class Grant:
    """Decide in the applicant's favour, at the deciding step."""

    actor: Actor
    opinion: str
    verdicts: tuple[MaterialVerdict, ...] = ()  # where an on-the-spot item is accepted by the decision itself


@dataclass(frozen=True, slots=True)
class Refuse:
    """Decide against the applicant, with reasons (335 §26, ORD §16)."""

    actor: Actor
    reasons: str
    verdicts: tuple[MaterialVerdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Deliver:
    """Hand the result over; this closes the case."""

    actor: Actor
    method: str  # window, courier, electronic, kiosk
    receiver: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take the application back before the decision."""

    actor: Actor
    reason: str


@dataclass(frozen=True, slots=True)
class PassTime:
    """Let time take effect: whatever limits have ended, in legal order, dated as the law dates it."""

    actor: Actor = SYSTEM


@dataclass(frozen=True, slots=True)
class Recount:
    """Count the running limits again, because the calendar has changed."""

    actor: Actor = SYSTEM


@dataclass(frozen=True, slots=True)
class HandOver:
    """Let the successor of a body that was changed go on with the case (36 §14(3)); nothing else of it changes."""

    actor: Actor
    change: str
    on: date
    from_name: str
    to: str  # tenant
    to_name: str
    authority: str  # who decides and signs from now on
    basis: str


Command = (
    Submit
    | CorrectReceiptDay
    | CheckMaterial
    | CorrectOnTheSpot
    | Accept
    | RequestSupplement
    | Supply
    | Decline
    | StartSpecialProcedure
    | EndSpecialProcedure
    | CompleteStep
    | ReturnStep
    | Grant
    | Refuse
    | Deliver
    | Withdraw
    | PassTime
    | Recount
    | HandOver
)
