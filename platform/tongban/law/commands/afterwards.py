"""What is done to an outcome after it was given (XK 46–50, 69, 70; ORD §29)."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.definitions.model import Span
from tongban.law.case import CancellationGround, Correction, ReissueGround, RevocationGround
from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class CorrectOutcome(Command):
    """Put right a clerical error of a document by a new notice; the old document is kept."""

    document: str  # the kind of notice that is put right
    corrections: tuple[Correction, ...]
    reasons: str
    number: str = ""  # the number of the old document


@dataclass(frozen=True, slots=True)
class SuspendOutcome(Command):
    """Suspend the use of what was granted."""

    reasons: str
    resume_when: str = ""


@dataclass(frozen=True, slots=True)
class ResumeOutcome(Command):
    """Let what was suspended be used again."""

    reasons: str


@dataclass(frozen=True, slots=True)
class TellRevocation(Command):
    """Tell the party of the intended revocation and its right to a hearing (XK 47)."""

    ground: RevocationGround
    reasons: str


@dataclass(frozen=True, slots=True)
class AskHearing(Command):
    """Ask for a hearing in time."""

    reasons: str = ""


@dataclass(frozen=True, slots=True)
class WaiveHearing(Command):
    """Give up the right to a hearing."""


@dataclass(frozen=True, slots=True)
class RecordHearing(Command):
    """Put the record of a hearing on file; the decision rests on it (XK 48)."""

    record: str


@dataclass(frozen=True, slots=True)
class DropRevocation(Command):
    """Do not revoke after all."""

    reasons: str


@dataclass(frozen=True, slots=True)
class RevokeOutcome(Command):
    """Revoke what was granted (XK 69)."""

    reasons: str


@dataclass(frozen=True, slots=True)
class CancelOutcome(Command):
    """Strike off what was granted (XK 70)."""

    ground: CancellationGround
    reasons: str


@dataclass(frozen=True, slots=True)
class ReissueOutcome(Command):
    """Issue the document anew; what it grants and until when stays as it was."""

    ground: ReissueGround
    reasons: str


@dataclass(frozen=True, slots=True)
class AskRenewal(Command):
    """Ask, in time, that a licence be renewed (XK 50)."""

    reasons: str = ""


@dataclass(frozen=True, slots=True)
class GrantRenewal(Command):
    """Renew a licence; without a span for as long as it was granted first."""

    opinion: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class RefuseRenewal(Command):
    """Do not renew, with reasons and remedies."""

    reasons: str
