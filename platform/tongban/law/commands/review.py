"""Steps and special procedures of the review (335 §21, §25)."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.definitions.model import Span
from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class StartSpecialProcedure(Command):
    """Begin a survey, hearing and the like, announcing its time (licensing law art. 45, ORD §41)."""

    step: str
    announced: Span | None = None  # the definition's maximum unless a shorter one is announced


@dataclass(frozen=True, slots=True)
class EndSpecialProcedure(Command):
    """End the special procedure, which completes its step.

    `not_held` says why a survey did not take place: it ends without a record then (XK 34).
    """

    step: str
    opinion: str
    not_held: str = ""


@dataclass(frozen=True, slots=True)
class CompleteStep(Command):
    """Complete the current step with an opinion."""

    step: str
    opinion: str


@dataclass(frozen=True, slots=True)
class ReturnStep(Command):
    """Send the case back to an earlier step."""

    to: str
    reason: str
