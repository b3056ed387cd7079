"""What the applicant promised in writing: to bring materials later (335 §19), or to meet the conditions (ORD §31)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tongban.law.case.words import CheckResult


@dataclass(frozen=True)
class LaterMaterials:
    """Materials that the applicant promised to bring after acceptance (容缺受理)."""

    materials: tuple[str, ...]  # promised; once accepted, those that are owed
    promised_at: datetime
    accepted_at: datetime | None = None  # the office has accepted on this promise
    supplied: tuple[str, ...] = ()
    completed_at: datetime | None = None
    missed_at: datetime | None = None  # the first limit that ended undone

    @property
    def owed(self) -> tuple[str, ...]:
        """List what is still to come; nothing before acceptance, for nothing is owed on an offer."""
        return tuple(each for each in self.materials if each not in self.supplied) if self.accepted_at else ()

    @property
    def is_open(self) -> bool:
        """Tell whether the case was accepted on the promise and still waits for its fulfilment."""
        return self.accepted_at is not None and self.completed_at is None and self.missed_at is None


@dataclass(frozen=True)
class CommitmentRun:
    """A commitment (告知承诺) made, and what became of it: withdrawn, or looked into after the decision."""

    made_at: datetime
    withdrawn_at: datetime | None = None
    result: CheckResult | None = None
    findings: str = ""
    checked_at: datetime | None = None
    mended: bool | None = None  # what was ordered to be put right; None: not looked at yet
    revoked_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Tell whether it holds: made, and not withdrawn before the decision."""
        return self.withdrawn_at is None

    @property
    def rectifying(self) -> bool:
        """Tell whether something is to be put right and nobody has looked yet whether it was."""
        return self.result is CheckResult.DEVIATES and self.mended is None

    @property
    def breached(self) -> bool:
        """Tell whether the law wants the decision revoked: not kept at all, or not put right (ORD §32)."""
        found = self.result is CheckResult.BROKEN or self.mended is False
        return found and self.revoked_at is None
