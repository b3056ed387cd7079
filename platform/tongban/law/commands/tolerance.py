"""Accepted with gaps (容缺受理): 335 §19, ORD §33."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.law.case import HandedIn, MaterialVerdict
from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class PromiseLater(Command):
    """Promise in writing to bring these materials after acceptance, within the published time.

    Who signs it on the screen gives a name and, if they like, what the hand drew (`fields.drawn`): 335 §29.
    """

    materials: tuple[str, ...]
    signed_by: str = ""
    drawn: str = ""


@dataclass(frozen=True, slots=True)
class AcceptTolerantly(Command):
    """Accept although listed materials are to follow. `signed`: the promise was signed on paper before the clerk."""

    verdicts: tuple[MaterialVerdict, ...] = ()
    signed: bool = False


@dataclass(frozen=True, slots=True)
class SupplyLater(Command):
    """Hand in what was promised to follow."""

    materials: tuple[HandedIn, ...]
