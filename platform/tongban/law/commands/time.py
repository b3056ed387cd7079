"""What time, and a changed calendar, ask of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tongban.law.case import SYSTEM, Actor
from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class PassTime(Command):
    """Let time take effect: whatever limits have ended, in legal order, dated as the law dates it.

    `until` lets only what ended up to a moment take effect, so that a sweep over many cases keeps the order of all.
    """

    actor: Actor = SYSTEM
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recount(Command):
    """Count the running limits again, because the calendar has changed."""

    actor: Actor = SYSTEM
