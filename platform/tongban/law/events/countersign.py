"""A signature was asked for, and given (会签)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tongban.law.case import Actor
from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class CountersignAsked(Happened):
    kind: ClassVar[str] = "countersign_asked.1"
    step: str
    role: str
    person: Actor | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersigned(Happened):
    kind: ClassVar[str] = "countersigned.1"
    step: str
    opinion: str
