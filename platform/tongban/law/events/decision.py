"""The decision and its delivery (335 §25, §26)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from tongban.law.case import CaseOutcome
from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDecided(Happened):
    kind: ClassVar[str] = "case_decided.1"
    outcome: CaseOutcome
    opinion: str
    reasons: str
    granted: tuple[str, ...] = ()  # of a decision in part: what, and what not
    refused: tuple[str, ...] = ()
    entered: Mapping[str, object] = field(default_factory=dict)  # by field of the licence


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDelivered(Happened):
    kind: ClassVar[str] = "case_delivered.1"
    method: str
    receiver: str
    carrier: str = ""
    tracking: str = ""
