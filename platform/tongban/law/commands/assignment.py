"""Who takes a task on, hands it on, or steps aside (335 §16, §21). `work` is a step's id or a task that is no step."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.law.case import Actor, Load
from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class Claim(Command):
    """Take a task on (领办), so that nobody else acts on it."""

    work: str


@dataclass(frozen=True, slots=True)
class Release(Command):
    """Give a task back to those who may claim it."""

    work: str


@dataclass(frozen=True, slots=True)
class Transfer(Command):
    """Hand a task to another person of its role, or to a desk (移交、转办); one of the two."""

    work: str
    reason: str
    to: Actor | None = None
    desk: str = ""


@dataclass(frozen=True, slots=True)
class TakeOver(Command):
    """Take a task over from whoever holds it (接办): the chief representative's power (335 §16)."""

    work: str
    reason: str


@dataclass(frozen=True, slots=True)
class AssignByLoad(Command):
    """Give a task to whoever holds the fewest; the numbers are told, for the law counts nothing itself."""

    work: str
    loads: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class Recuse(Command):
    """Declare a conflict of interest (回避)."""

    reason: str
