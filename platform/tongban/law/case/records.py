"""What was done on the way to the decision and after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tongban.definitions.model import Span
from tongban.law.case.people import Actor
from tongban.law.case.words import CaseOutcome


@dataclass(frozen=True)
class StepRecord:
    """A step done: by whom, when and with what opinion."""

    step: str
    actor: Actor
    at: datetime
    opinion: str


@dataclass(frozen=True)
class SpecialRun:
    """A special procedure under way (335 §25, licensing law art. 45)."""

    step: str
    kind: str
    announced: Span
    started_at: datetime


@dataclass(frozen=True)
class Decision:
    """The decision, with its reasons (obligatory when refusing: 335 §26, ORD §16)."""

    outcome: CaseOutcome
    opinion: str
    reasons: str
    actor: Actor
    at: datetime
    granted: tuple[str, ...] = ()  # of a decision in part
    refused: tuple[str, ...] = ()
    entered: Mapping[str, object] = field(default_factory=dict)  # what the decision adds to its licence, by field


@dataclass(frozen=True)
class Delivery:
    """How and to whom the result was handed over."""

    method: str
    receiver: str
    at: datetime
    confirmed_at: datetime | None = None  # by the applicant
    carrier: str = ""
    tracking: str = ""


@dataclass(frozen=True)
class HandedOver:
    """That another body took the case over, from a day on, and by which change (36 §14(3)). Old names stay here."""

    change: str
    on: date
    from_name: str
    to_name: str
