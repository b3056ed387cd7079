"""A limit as budget and ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tongban.definitions.model import Span
from tongban.law.case.words import OPEN, DeadlineKind, DeadlineStatus


@dataclass(frozen=True)
class Pause:
    """Days of the ledger that do not count: from `begins` up to, but not with, `ends`; `ends` is None while it runs."""

    begins: date
    ends: date | None
    reason: str
    basis: str


@dataclass(frozen=True)
class Deadline:
    """A limit: its budget, its anchor and its ledger of pauses. `due` is what they come to, None while paused.

    The anchor day is not counted. `due` is the last instant of the last day (23:59:59.999999 local time): an act at
    `due` is in time, a moment after it is late. `provisional` says that the count ran past the calendar's coverage.
    """

    id: str
    kind: DeadlineKind
    subject: str  # the step's id, or empty
    basis: str
    budget: Span
    anchor: date
    opened_at: datetime
    due: datetime | None
    provisional: bool
    calendar_version: str
    pauses: tuple[Pause, ...] = ()
    status: DeadlineStatus = DeadlineStatus.RUNNING
    missed_at: datetime | None = None
    ended_at: datetime | None = None
    superseded_by: str | None = None
    late_reason: str = ""  # why it was missed, as the public may read it (ORD §39)
    explained_at: datetime | None = None
    extended: Span | None = None  # a further budget, approved once (licensing law art. 42)
    extended_basis: str = ""

    @property
    def is_open(self) -> bool:
        return self.status in OPEN
