"""The fold: a ticket as it is after an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any

from tongban.law.tickets import events as happened
from tongban.law.tickets.events import TicketEvent
from tongban.law.tickets.ticket import Answer, Appeal, Contact, Extension, Ticket, TicketLimit, Told
from tongban.law.tickets.words import TicketState


def evolve(ticket: Ticket | None, event: TicketEvent) -> Ticket:
    """Give the ticket as it is after the event; only its opening begins one."""
    if isinstance(event, happened.TicketOpened):
        return _begin(event)
    if ticket is None:
        raise ValueError(f"a ticket begins with its opening, not with {event.kind}")
    return _FOLDS[type(event)](ticket, event)


def replay(events: Iterable[TicketEvent]) -> Ticket:
    """Rebuild a ticket from its whole history; raise ValueError for an empty one."""
    ticket = reduce(evolve, events, None)
    if ticket is None:
        raise ValueError("a history without events has no ticket")
    return ticket


def _begin(event: happened.TicketOpened) -> Ticket:
    return Ticket(
        number=event.number,
        tenant=event.tenant,
        kind=event.ticket_kind,
        state=TicketState.OPENED,
        person=event.person,
        title=event.title,
        body=event.body,
        channel=event.channel,
        opened_at=event.at,
        received_on=event.received_on,
        case=event.case,
        item=event.item,
        reference=event.reference,
    )


def _accepted(ticket: Ticket, event: happened.TicketAccepted) -> Ticket:
    return replace(ticket, state=TicketState.ACCEPTED, accepted_at=event.at)


def _assigned(ticket: Ticket, event: happened.TicketAssigned) -> Ticket:
    return replace(ticket, state=TicketState.ASSIGNED, assigned=event.to)


def _contact(ticket: Ticket, event: happened.ContactRecorded) -> Ticket:
    return replace(ticket, contacts=(*ticket.contacts, Contact(event.actor, event.at, event.reached, event.note)))


def _extension_asked(ticket: Ticket, event: happened.ExtensionAsked) -> Ticket:
    return replace(ticket, extension=Extension(event.actor, event.reason))


def _extension_decided(ticket: Ticket, event: happened.ExtensionDecided) -> Ticket:
    assert ticket.extension is not None
    return replace(ticket, extension=replace(ticket.extension, granted=event.granted, decision=event.reason))


def _answered(ticket: Ticket, event: happened.TicketAnswered) -> Ticket:
    answer = Answer(event.actor, event.at, event.text, event.measures)
    extension = None if ticket.extension_asked else ticket.extension  # no longer needed
    return replace(ticket, state=TicketState.ANSWERED, answers=(*ticket.answers, answer), extension=extension)


def _told(ticket: Ticket, event: happened.PersonTold) -> Ticket:
    told = Told(event.at, event.method, event.note, event.satisfied)
    return replace(ticket, state=TicketState.TOLD, told=(*ticket.told, told))


def _reopened(ticket: Ticket, event: happened.TicketReopened) -> Ticket:
    return replace(ticket, state=TicketState.ASSIGNED, reopened=event.reason)


def _appealed(ticket: Ticket, event: happened.AppealMade) -> Ticket:
    return replace(ticket, appeal=Appeal(event.actor, event.reason))


def _appeal_decided(ticket: Ticket, event: happened.AppealDecided) -> Ticket:
    assert ticket.appeal is not None
    return replace(ticket, appeal=replace(ticket.appeal, unfounded=event.unfounded, decision=event.reason))


def _escalated(ticket: Ticket, event: happened.TicketEscalated) -> Ticket:
    return replace(ticket, escalated=(*ticket.escalated, event.limit))


def _closed(ticket: Ticket, event: happened.TicketClosed) -> Ticket:
    return replace(
        ticket,
        state=TicketState.CLOSED,
        outcome=event.outcome,
        end_reasons=event.reasons,
        where_to_go=event.where_to_go,
        closed_at=event.at,
    )


def _limit_opened(ticket: Ticket, event: happened.LimitOpened) -> Ticket:
    return replace(ticket, limits=(*ticket.limits, event.limit))


def _limit_missed(ticket: Ticket, event: happened.LimitMissed) -> Ticket:
    return _with(ticket, event.limit, missed_at=event.at)


def _limit_ended(ticket: Ticket, event: happened.LimitEnded) -> Ticket:
    return _with(ticket, event.limit, status=event.status, ended_at=event.at)


def _limit_recounted(ticket: Ticket, event: happened.LimitRecounted) -> Ticket:
    new = {"due": event.due, "provisional": event.provisional, "calendar_version": event.calendar_version}
    return _with(ticket, event.limit, **new)


def _with(ticket: Ticket, limit: str, **new: Any) -> Ticket:
    def renewed(each: TicketLimit) -> TicketLimit:
        return replace(each, **new) if each.id == limit else each

    return replace(ticket, limits=tuple(renewed(each) for each in ticket.limits))


_FOLDS: Mapping[type[TicketEvent], Callable[[Ticket, Any], Ticket]] = {
    happened.TicketAccepted: _accepted,
    happened.TicketAssigned: _assigned,
    happened.ContactRecorded: _contact,
    happened.ExtensionAsked: _extension_asked,
    happened.ExtensionDecided: _extension_decided,
    happened.TicketAnswered: _answered,
    happened.PersonTold: _told,
    happened.TicketReopened: _reopened,
    happened.AppealMade: _appealed,
    happened.AppealDecided: _appeal_decided,
    happened.TicketEscalated: _escalated,
    happened.TicketClosed: _closed,
    happened.LimitOpened: _limit_opened,
    happened.LimitMissed: _limit_missed,
    happened.LimitEnded: _limit_ended,
    happened.LimitRecounted: _limit_recounted,
}
