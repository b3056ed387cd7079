"""The decision (335 §25, §26)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tongban.law.case import MaterialVerdict
from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class Grant(Command):
    """Decide in the applicant's favour, at the deciding step."""

    opinion: str
    verdicts: tuple[MaterialVerdict, ...] = ()  # where an on-the-spot item is accepted by the decision itself
    entered: Mapping[str, str] = field(default_factory=dict)  # by field of the licence, what the decision adds


@dataclass(frozen=True, slots=True)
class Refuse(Command):
    """Decide against the applicant, with reasons (335 §26, ORD §16)."""

    reasons: str
    verdicts: tuple[MaterialVerdict, ...] = ()


@dataclass(frozen=True, slots=True)
class GrantInPart(Command):
    """Grant a part and refuse the rest: what, and why not (335 §26, ORD §16)."""

    granted: tuple[str, ...]
    refused: tuple[str, ...]
    reasons: str  # why the rest is refused
    opinion: str
    verdicts: tuple[MaterialVerdict, ...] = ()
    entered: Mapping[str, str] = field(default_factory=dict)  # by field of the licence, what the decision adds
