"""When somebody above the desk must know of a limit: it turns red, it was missed, its lateness was not explained.

Pure: the rows by which a sweep finds these moments are made of what is said here (D3; ORD §39; 7 §26).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from tongban.calendars import WorkingCalendar
from tongban.definitions.rulebook import Rulebook
from tongban.law.case import OF_THE_APPLICANT, WITHIN_THE_OFFICE, Case, Deadline, DeadlineStatus
from tongban.law.deadlines import count_span, end_of_day

ONE_DAY = timedelta(days=1)


class Level(StrEnum):
    """What a supervisor is told of a limit, in the order in which it comes."""

    RED = "red"
    MISSED = "missed"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Alert:
    """What is to be told next of a limit, and from when on."""

    level: Level
    at: datetime


def unexplained(case: Case) -> tuple[Deadline, ...]:
    """List the limits whose lateness is still to be explained; the applicant's own are nobody's lateness."""
    return tuple(each for each in case.deadlines if owes_reason(each))


def owes_reason(deadline: Deadline) -> bool:
    """Tell whether a limit that the applicant relies on was missed and nobody has said why (ORD §39)."""
    ours = deadline.kind not in OF_THE_APPLICANT | WITHIN_THE_OFFICE
    return ours and deadline.missed_at is not None and not deadline.late_reason


def next_alert(deadline: Deadline, told: str, calendar: WorkingCalendar, rulebook: Rulebook) -> Alert | None:
    """Tell what is to be told next of a limit. `told` is the level already told, empty where there was none.

    Each level is told once: one that was paused and turns red again tells nothing new. A limit of the applicant's
    own is no matter for a supervisor.
    """
    if deadline.kind in OF_THE_APPLICANT:
        return None
    levels = list(Level)
    reached = levels.index(Level(told)) + 1 if told else 0
    if deadline.missed_at is None:
        running = deadline.status is DeadlineStatus.RUNNING and deadline.due is not None
        return Alert(Level.RED, turns_red(deadline, calendar, rulebook)) if running and reached == 0 else None
    if reached <= levels.index(Level.MISSED):
        return Alert(Level.MISSED, deadline.missed_at)
    if reached <= levels.index(Level.UNEXPLAINED) and owes_reason(deadline):
        return Alert(Level.UNEXPLAINED, _explained_by(deadline.missed_at, calendar, rulebook))
    return None


def turns_red(deadline: Deadline, calendar: WorkingCalendar, rulebook: Rulebook) -> datetime:
    """Find the first moment at which a running limit shows red, but not before it was opened."""
    assert deadline.due is not None
    zone, red = rulebook.timezone, rulebook.warning_of(deadline.kind).red
    day, left = deadline.due.astimezone(zone).date(), 0
    while (left := left + calendar.is_working(day)) <= red:
        day -= ONE_DAY
    return max(_dawn(day, rulebook), deadline.opened_at)


def _explained_by(missed_at: datetime, calendar: WorkingCalendar, rulebook: Rulebook) -> datetime:
    zone = rulebook.timezone
    span = rulebook.lateness_explained_within.span
    return end_of_day(count_span(span, missed_at.astimezone(zone).date(), calendar).last_day, zone)


def _dawn(day: date, rulebook: Rulebook) -> datetime:
    return datetime.combine(day, time.min, tzinfo=rulebook.timezone)
