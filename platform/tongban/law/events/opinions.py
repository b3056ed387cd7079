"""Another department was asked, and answered, or let its time pass (335 §24)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionAsked(Happened):
    kind: ClassVar[str] = "opinion_asked.1"
    opinion: str
    step: str
    department: str
    name: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGiven(Happened):
    kind: ClassVar[str] = "opinion_given.1"
    opinion: str
    objects: bool
    text: str
    silent: bool = False
