"""What office and applicant promise each other: limits, commitments, tolerance, fees, results."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.conditions import ALWAYS, Expression
from tongban.definitions.model.licences import Entered, LicenceType
from tongban.definitions.model.measures import Basis, Span


@dataclass(frozen=True, slots=True)
class Time:
    """Both limits. `promise` is None exactly when the item is decided on the spot (即办件)."""

    statutory: Span | None
    promise: Span | None
    statutory_note: str = ""  # why there is none, or which article sets it


@dataclass(frozen=True, slots=True)
class CommitmentCheck:
    """How what was promised is looked into after the decision (事中事后核查)."""

    within: Span
    by: str  # on_site, data, sampling


@dataclass(frozen=True, slots=True)
class Commitment:
    """Told and promised (告知承诺, ORD §31): the applicant promises to meet the conditions and is spared materials."""

    promise: str
    requirements: tuple[str, ...]
    replaces: tuple[str, ...]  # material ids
    check: CommitmentCheck
    consequence: str  # of an untrue promise
    when: Expression = ALWAYS
    excluded: str = ""  # who may not promise, in a sentence
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Accepted with gaps (容缺受理, 335 §19); which materials may come later is their own `may_follow`."""

    promise: str
    consequence: str
    then: str = "refuse"  # what comes of it if they do not: refuse, decide (on what is there), end


@dataclass(frozen=True, slots=True)
class Reduction:
    """Who pays less (减免)."""

    text: str
    when: Expression = ALWAYS
    basis: Basis | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Fee:
    name: str
    standard: str
    basis: Basis
    reduction: Reduction | None = None
    amount: Expression | None = None  # yuan, from the answers
    table: str = ""  # id of the decision table that gives the amount
    note: str = ""
    online: bool = False  # can be paid online


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a grant yields (办理结果)."""

    name: str
    kind: str  # licence 证照, approval 批文, other
    licence: str | None = None
    licence_type: LicenceType | None = None
    fill: tuple[tuple[str, tuple[str, ...]], ...] = ()  # field of the licence → answers; the first that is given
    entered: tuple[Entered, ...] = ()  # what the decision itself adds to the licence
    valid: Span | None = None
    sample: str = ""
    validity_note: str = ""
    when: Expression = ALWAYS
