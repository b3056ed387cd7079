"""What happened before acceptance, and the acceptance itself (335 §17, §20)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.law.case import DeclineGround, HandedIn, Verdict
from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialChecked(Happened):
    kind: ClassVar[str] = "material_checked.1"
    material: str
    revision: int
    verdict: Verdict
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedOnTheSpot(Happened):
    kind: ClassVar[str] = "corrected_on_the_spot.1"
    materials: tuple[HandedIn, ...]
    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccepted(Happened):
    kind: ClassVar[str] = "case_accepted.1"
    accepted_on: date  # the day from which both clocks run
    deemed: bool
    on_the_spot: bool  # accepted by the decision itself, without a notice (335 §17)
    stages: tuple[tuple[str, ...], ...] = ()  # the steps that apply; those of one stage run together
    steps: tuple[str, ...] = ()  # of histories from before steps could run together: each alone


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDeclined(Happened):
    kind: ClassVar[str] = "case_declined.1"
    ground: DeclineGround
    reasons: str
    where_to_go: str
