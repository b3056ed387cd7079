"""Taking an application back."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class Withdraw(Command):
    """Take the application back before the decision."""

    reason: str
