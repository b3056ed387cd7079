"""What happens to an outcome after it was given (XK 50, 69, 70): others, such as licences, follow these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.law.case.outcome import CancellationGround, Correction, ReissueGround, RevocationGround
from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeInForce(Happened):
    """The outcome of a granted case holds from a day on, up to and with another, if it has an end."""

    kind: ClassVar[str] = "outcome_in_force.1"
    from_day: date
    valid_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeSuspended(Happened):
    kind: ClassVar[str] = "outcome_suspended.1"
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeResumed(Happened):
    kind: ClassVar[str] = "outcome_resumed.1"
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeCorrected(Happened):
    """A clerical error of a document was put right; the old document is kept."""

    kind: ClassVar[str] = "outcome_corrected.1"
    document: str  # the kind of notice
    number: str
    corrections: tuple[Correction, ...]
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationTold(Happened):
    """The party was told of the intended revocation and of its right to a hearing (XK 47)."""

    kind: ClassVar[str] = "revocation_told.1"
    ground: RevocationGround
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingAsked(Happened):
    kind: ClassVar[str] = "hearing_asked.1"
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingWaived(Happened):
    """None was asked for in time, or the party gave it up."""

    kind: ClassVar[str] = "hearing_waived.1"
    by_silence: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingHeld(Happened):
    kind: ClassVar[str] = "hearing_held.1"
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationDropped(Happened):
    """After what the party said it is not revoked."""

    kind: ClassVar[str] = "revocation_dropped.1"
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRevoked(Happened):
    kind: ClassVar[str] = "outcome_revoked.1"
    ground: RevocationGround
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeCancelled(Happened):
    kind: ClassVar[str] = "outcome_cancelled.1"
    ground: CancellationGround
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeReissued(Happened):
    kind: ClassVar[str] = "outcome_reissued.1"
    ground: ReissueGround
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalAsked(Happened):
    kind: ClassVar[str] = "renewal_asked.1"
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalRefused(Happened):
    kind: ClassVar[str] = "renewal_refused.1"
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRenewed(Happened):
    """Renewed up to and with `until`; `deemed`: nobody decided before it ran out (XK 50)."""

    kind: ClassVar[str] = "outcome_renewed.1"
    before: date
    until: date
    deemed: bool
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeExpired(Happened):
    """Ran out with the end of `on`, its last day."""

    kind: ClassVar[str] = "outcome_expired.1"
    on: date
