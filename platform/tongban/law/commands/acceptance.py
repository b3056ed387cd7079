"""What a clerk does with an application before it is accepted (335 §17, §20)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tongban.law.case import DeclineGround, HandedIn, MaterialVerdict, Verdict
from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class CheckMaterial(Command):
    """Record the clerk's verdict on one material."""

    material: str
    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class CorrectOnTheSpot(Command):
    """Put an error right at the window, without a notice (ORD §15, licensing law art. 32)."""

    materials: tuple[HandedIn, ...] = ()
    answers: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Accept(Command):
    """Accept the application (335 §17). `verdicts` may bring the checklist along."""

    verdicts: tuple[MaterialVerdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Decline(Command):
    """Do not accept (335 §20). Without `ground`, a place to go means that another authority is competent."""

    reasons: str
    where_to_go: str = ""
    ground: DeclineGround | None = None
