"""Extending a limit (XK 42); suspending a case, letting it go on, ending it without a decision (ORD §39)."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.definitions.model import Span
from tongban.law.case import SuspensionGround, TerminationGround
from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class AskExtension(Command):
    """Ask the responsible person to extend the limit; without a span, by the most that the rulebook allows."""

    reasons: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ApproveExtension(Command):
    """Approve what another asked for; `approved_by` names the responsible person where it is not the actor."""

    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class DenyExtension(Command):
    """Do not extend, with a reason."""

    reasons: str


@dataclass(frozen=True, slots=True)
class SuspendCase(Command):
    """Let the case stand still (中止) on one of the listed grounds."""

    ground: SuspensionGround
    reasons: str
    resume_when: str = ""


@dataclass(frozen=True, slots=True)
class ResumeCase(Command):
    """Let a suspended case go on (恢复)."""

    reasons: str


@dataclass(frozen=True, slots=True)
class TerminateCase(Command):
    """End the case without a decision on it (终止) on one of the listed grounds."""

    ground: TerminationGround
    reasons: str
