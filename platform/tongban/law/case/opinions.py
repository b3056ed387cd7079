"""What another department was asked, and what it answered (335 §24; ORD §24, §26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tongban.law.case.people import Actor


@dataclass(frozen=True)
class Reply:
    """The answer of a department; `silent`: it did not answer in time, and the rulebook takes that as no objection."""

    actor: Actor
    at: datetime
    objects: bool
    text: str
    silent: bool = False


@dataclass(frozen=True)
class Opinion:
    """One request for an opinion (征求意见); a case numbers them from 1."""

    id: str
    step: str
    department: str  # its tenant
    name: str
    question: str
    asked_by: Actor
    asked_at: datetime
    reply: Reply | None = None
