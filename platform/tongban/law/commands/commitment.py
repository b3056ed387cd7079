"""Told and promised (告知承诺): what becomes of it. It is made with the application itself (ORD §31, §32)."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.definitions.model import Span
from tongban.law.case import CheckResult
from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class WithdrawPromise(Command):
    """Take the commitment back before the decision; the application goes on in the ordinary way (ORD §31)."""

    reason: str


@dataclass(frozen=True, slots=True)
class CheckCommitment(Command):
    """Record what was found after the decision. Without `limit`, the rulebook's time to put it right."""

    result: CheckResult
    findings: str
    limit: Span | None = None


@dataclass(frozen=True, slots=True)
class CheckRectification(Command):
    """Record whether what was ordered has been put right (ORD §32)."""

    mended: bool
    findings: str


@dataclass(frozen=True, slots=True)
class RevokeForBreach(Command):
    """Revoke the decision that rested on a broken commitment, with reasons (ORD §32)."""

    reasons: str
