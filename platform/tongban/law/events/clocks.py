"""What happens to a limit: opened, stopped, counted again, missed, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from tongban.law.case import Deadline, DeadlineStatus
from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineOpened(Happened):
    kind: ClassVar[str] = "deadline_opened.1"
    deadline: Deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePaused(Happened):
    kind: ClassVar[str] = "deadline_paused.1"
    deadline: str
    from_day: date
    reason: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineResumed(Happened):
    kind: ClassVar[str] = "deadline_resumed.1"
    deadline: str
    from_day: date
    due: datetime
    provisional: bool
    calendar_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRecounted(Happened):
    kind: ClassVar[str] = "deadline_recounted.1"
    deadline: str
    due_before: datetime
    due: datetime
    provisional: bool
    calendar_before: str
    calendar_version: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineSuperseded(Happened):
    kind: ClassVar[str] = "deadline_superseded.1"
    deadline: str
    by: Deadline
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMissed(Happened):
    kind: ClassVar[str] = "deadline_missed.1"
    deadline: str
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineClosed(Happened):
    kind: ClassVar[str] = "deadline_closed.1"
    deadline: str
    status: DeadlineStatus  # met, lapsed or cancelled
