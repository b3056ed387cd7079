"""A change of bodies (36 §14(3))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class HandOver(Command):
    """Let the successor of a body that was changed go on with the case (36 §14(3)); nothing else of it changes."""

    change: str
    on: date
    from_name: str
    to: str  # tenant
    to_name: str
    authority: str  # who decides and signs from now on
    basis: str
