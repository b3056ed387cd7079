"""The virtual clock: it jumps in working days, and to the morning after the next limit has ended."""

from __future__ import annotations

from datetime import date

from tongban.assurance.simulate.script import MOST_DAYS
from tongban.assurance.simulate.session import Simulation
from tongban.calendars import WorkingCalendar
from tongban.law import Deadline


def next_deadline(simulation: Simulation) -> Deadline | None:
    """Give the running limit that ends first from now on; one that is paused does not end."""
    ahead = [each for each in simulation.case.deadlines if each.is_open and each.due and each.due >= simulation.at]
    return min(ahead, key=lambda each: each.due or simulation.at, default=None)


def days_to_next_deadline(simulation: Simulation) -> int | None:
    """Count the working days after which the next limit has ended; None where none runs or it is too far."""
    deadline = next_deadline(simulation)
    if deadline is None or deadline.due is None:
        return None
    zone = simulation.stage.rulebook.timezone
    return _days_past(simulation.at.astimezone(zone).date(), deadline.due.astimezone(zone).date(), simulation)


def _days_past(today: date, last: date, simulation: Simulation) -> int | None:
    calendar: WorkingCalendar = simulation.stage.calendar
    days = max(calendar.working_days_between(today, last), 0) + 1
    while days <= MOST_DAYS:
        if calendar.add_working_days(today, days) > last:
            return days
        days += 1
    return None
