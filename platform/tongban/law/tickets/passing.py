"""What time does by itself: an undone limit goes to the supervisor, silence after the answer closes (7 §26, §30)."""

from __future__ import annotations

from datetime import datetime

from tongban.law.deadlines import count_span, end_of_day
from tongban.law.tickets import events as happened
from tongban.law.tickets.commands import LetTimePass
from tongban.law.tickets.deciding import decides
from tongban.law.tickets.hearing import Hearing
from tongban.law.tickets.ticket import TicketLimit
from tongban.law.tickets.words import LimitKind, LimitStatus, TicketOutcome

ORDER = list(LimitKind)


@decides(LetTimePass)
def pass_time(hearing: Hearing, _: LetTimePass) -> None:
    """Do nothing more: time has passed before any command is decided."""


def let_time_pass(hearing: Hearing) -> None:
    """Fire the limits that have ended, earliest first, each dated at its own end."""
    _count_again(hearing)
    now = hearing.at
    while (ended := _next_ended(hearing, now)) is not None:
        with hearing.as_system(max(ended.due, ended.opened_at)):
            _take_effect(hearing, ended)


def _next_ended(hearing: Hearing, now: datetime) -> TicketLimit | None:
    ended = [each for each in hearing.ticket.limits if _has_ended(hearing, each, now)]
    return min(ended, key=lambda each: (each.due, ORDER.index(each.kind)), default=None)


def _has_ended(hearing: Hearing, limit: TicketLimit, now: datetime) -> bool:
    if not limit.is_open or limit.missed_at is not None or now <= limit.due:
        return False
    # nobody loses the right to object on a day that is only presumed
    presumed = limit.provisional and limit.kind is LimitKind.FEEDBACK
    return not presumed or hearing.rulebook.lapse_on_provisional_days.holds


def _take_effect(hearing: Hearing, limit: TicketLimit) -> None:
    hearing.record(happened.LimitMissed(limit=limit.id, **hearing.stamp()))
    if limit.kind is LimitKind.FEEDBACK:
        hearing.end(LimitStatus.LAPSED, LimitKind.FEEDBACK)
        hearing.record(happened.TicketClosed(outcome=TicketOutcome.NO_OBJECTION, **hearing.stamp()))
        return
    if limit.kind is LimitKind.ANSWER and hearing.ticket.extension_asked:
        reason = "办理期限届满前没有批准延期。"
        hearing.record(happened.ExtensionDecided(granted=False, reason=reason, **hearing.stamp()))
    hearing.record(happened.TicketEscalated(limit=limit.id, **hearing.stamp()))


def _count_again(hearing: Hearing) -> None:
    """Count running limits again when the calendar has changed; one already missed stays as it was."""
    with hearing.as_system():
        for each in hearing.ticket.limits:
            if each.is_open and each.missed_at is None and each.calendar_version != hearing.calendar.version:
                counted = count_span(each.budget, each.anchor, hearing.calendar)
                due = end_of_day(counted.last_day, hearing.rulebook.timezone)
                if (due, counted.provisional) != (each.due, each.provisional):
                    hearing.record(
                        happened.LimitRecounted(
                            limit=each.id,
                            due=due,
                            provisional=counted.provisional,
                            calendar_version=hearing.calendar.version,
                            **hearing.stamp(),
                        )
                    )
