"""The one function that decides: time first, then the command."""

from __future__ import annotations

from datetime import datetime

from tongban.calendars import WorkingCalendar
from tongban.definitions.model import Definition
from tongban.definitions.rulebook import Rulebook
from tongban.law.case import Case
from tongban.law.commands import Command
from tongban.law.decide.proceeding import DECIDERS, Proceeding
from tongban.law.decide.time_passes import let_time_pass, until_of
from tongban.law.events import Event
from tongban.law.refusals import Refusal, Refused


def decide(
    case: Case | None, command: Command, definition: Definition, rulebook: Rulebook,
    calendar: WorkingCalendar, now: datetime,
) -> tuple[Event, ...] | Refusal:  # fmt: skip
    """Decide a command at `now` (aware): the events that it makes, or the refusal that changes nothing.

    Limits that have ended by `now` take effect first, so that an act that comes late meets the law's consequence
    whether or not a sweep has run: a notice sent late finds the case accepted (335 §18). `case` is None for Submit.
    """
    proceeding = Proceeding(case, command.actor, definition, rulebook, calendar, now)
    try:
        if case is not None:
            let_time_pass(proceeding, until_of(command))
        DECIDERS[type(command)](proceeding, command)
    except Refused as refused:
        return refused.refusal
    return tuple(proceeding.events)
