"""Opinions of other departments (征求意见): asked at a step, answered by the department's own desk (335 §24)."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.definitions.model import Span
from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class AskOpinion(Command):
    """Ask a department; `limit` is the rulebook's unless a shorter one is given."""

    step: str
    department: str  # its tenant
    name: str
    question: str
    limit: Span | None = None


@dataclass(frozen=True, slots=True)
class GiveOpinion(Command):
    """Answer for a department. `department` is the tenant at whose desk the actor sits."""

    opinion: str
    department: str
    objects: bool
    text: str
