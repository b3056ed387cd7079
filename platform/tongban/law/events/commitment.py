"""Told and promised (ORD §31, §32): made, withdrawn, looked into, put right, revoked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.law.case import CheckResult
from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentMade(Happened):
    kind: ClassVar[str] = "commitment_made.1"
    promise: str
    requirements: tuple[str, ...]
    consequence: str
    spared: tuple[str, ...]  # materials that need not be handed in


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentWithdrawn(Happened):
    kind: ClassVar[str] = "commitment_withdrawn.1"
    reason: str
    answers: Mapping[str, object]  # all answers as they are without the commitment
    received_on: date  # from this day the application is reviewed in the ordinary way


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentChecked(Happened):
    kind: ClassVar[str] = "commitment_checked.1"
    result: CheckResult
    findings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationChecked(Happened):
    kind: ClassVar[str] = "rectification_checked.1"
    mended: bool
    findings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRevoked(Happened):
    """The decision that rested on the commitment was revoked; it goes on the applicant's record."""

    kind: ClassVar[str] = "commitment_revoked.1"
    reasons: str
