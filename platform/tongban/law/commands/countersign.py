"""Signatures beside the owner's (会签): a step is done when all of them are there."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.law.case import Actor
from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class AskCountersign(Command):
    """Ask a role, or one person of it, to sign before the step is done."""

    step: str
    role: str
    person: Actor | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Countersign(Command):
    """Sign, with an opinion."""

    step: str
    opinion: str
