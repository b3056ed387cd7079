"""The one function that decides about a ticket: time first, then the command."""

from __future__ import annotations

from datetime import datetime

from tongban.calendars import WorkingCalendar
from tongban.definitions.rulebook import Rulebook
from tongban.law.commands import Command
from tongban.law.refusals import Refusal, Refused
from tongban.law.tickets import ending, intake, work  # noqa: F401  they enter their commands
from tongban.law.tickets.deciding import DECIDERS
from tongban.law.tickets.events import TicketEvent
from tongban.law.tickets.hearing import Hearing
from tongban.law.tickets.passing import let_time_pass
from tongban.law.tickets.ticket import Ticket


def decide(
    ticket: Ticket | None, command: Command, rulebook: Rulebook, calendar: WorkingCalendar, now: datetime
) -> tuple[TicketEvent, ...] | Refusal:
    """Decide a command at `now` (aware): the events that it makes, or the refusal that changes nothing."""
    hearing = Hearing(ticket, command.actor, rulebook, calendar, now)
    try:
        if ticket is not None:
            let_time_pass(hearing)
        DECIDERS[type(command)](hearing, command)
    except Refused as refused:
        return refused.refusal
    return tuple(hearing.events)
