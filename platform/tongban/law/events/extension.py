"""A limit is extended, once (XK 42); a case stands still, goes on, or ends without a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from tongban.definitions.model import Span
from tongban.law.case.standing_still import SuspensionGround, TerminationGround
from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAsked(Happened):
    kind: ClassVar[str] = "extension_asked.1"
    span: Span
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDenied(Happened):
    kind: ClassVar[str] = "extension_denied.1"
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionApproved(Happened):
    kind: ClassVar[str] = "extension_approved.1"
    span: Span
    reasons: str
    approved_by: str  # who is responsible, as the notice names them


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineExtended(Happened):
    """A limit got a further budget; `due` is None while it is paused."""

    kind: ClassVar[str] = "deadline_extended.1"
    deadline: str
    by: Span
    due: datetime | None
    provisional: bool
    calendar_version: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSuspended(Happened):
    kind: ClassVar[str] = "case_suspended.1"
    ground: SuspensionGround
    reasons: str
    resume_when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResumed(Happened):
    kind: ClassVar[str] = "case_resumed.1"
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTerminated(Happened):
    kind: ClassVar[str] = "case_terminated.1"
    ground: TerminationGround
    reasons: str
