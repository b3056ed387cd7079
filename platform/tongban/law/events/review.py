"""Steps and special procedures of the review (335 §21, §25)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tongban.definitions.model import Span
from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialProcedureStarted(Happened):
    kind: ClassVar[str] = "special_procedure_started.1"
    step: str
    procedure: str
    announced: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialProcedureEnded(Happened):
    kind: ClassVar[str] = "special_procedure_ended.1"
    step: str
    opinion: str
    not_held: str = ""  # why a survey did not take place


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCompleted(Happened):
    kind: ClassVar[str] = "step_completed.1"
    step: str
    opinion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReturned(Happened):
    kind: ClassVar[str] = "step_returned.1"
    step: str
    to: str
    reason: str
