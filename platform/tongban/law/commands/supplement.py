"""The one-time notice and what it asks for (335 §18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tongban.definitions.model import Span
from tongban.law.case import Deficiency, HandedIn, MaterialVerdict
from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class RequestSupplement(Command):
    """Send the one-time notice (335 §18). `limit` is the definition's own unless a longer one is given."""

    deficiencies: tuple[Deficiency, ...]
    limit: Span | None = None
    verdicts: tuple[MaterialVerdict, ...] = ()


@dataclass(frozen=True, slots=True)
class AllowSecondNotice(Command):
    """Let the office, for once and with the supervisor's reason, give another notice; it is counted (335 §18)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Supply(Command):
    """Hand in what the one-time notice named."""

    materials: tuple[HandedIn, ...] = ()
    answers: Mapping[str, object] = field(default_factory=dict)
    channel: str = "online"
