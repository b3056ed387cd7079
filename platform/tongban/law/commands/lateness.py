"""Telling the public why a limit was not kept."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class ExplainLateness(Command):
    """Say why a limit was missed (ORD §39); `deadline` is its id within the case."""

    deadline: str
    reason: str
