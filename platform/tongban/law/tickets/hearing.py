"""The desk at which one command on a ticket is decided: events are recorded one by one and folded in at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from tongban.calendars import WorkingCalendar
from tongban.definitions.model import Span
from tongban.definitions.rulebook import Rulebook, TicketTerms
from tongban.law.case import SYSTEM, Actor
from tongban.law.deadlines import count_span, end_of_day
from tongban.law.refusals import Refused
from tongban.law.roles import names_of
from tongban.law.tickets import events as happened
from tongban.law.tickets.events import TicketEvent
from tongban.law.tickets.evolve import evolve
from tongban.law.tickets.rules import KINDS, STATE_NAMES, KindRules
from tongban.law.tickets.ticket import Ticket, TicketLimit
from tongban.law.tickets.words import LimitKind, LimitStatus, TicketState


class Hearing:
    """Hold what a rule may read, and record what it finds."""

    def __init__(
        self, ticket: Ticket | None, actor: Actor, rulebook: Rulebook, calendar: WorkingCalendar, now: datetime
    ) -> None:
        if now.tzinfo is None:
            raise ValueError("the law needs an aware datetime; a naive one has no day")
        self._ticket = ticket
        self.actor = actor
        self.rulebook = rulebook
        self.calendar = calendar
        self.at = now.astimezone(rulebook.timezone)
        self.events: list[TicketEvent] = []

    @property
    def ticket(self) -> Ticket:
        """Give the ticket as it is after what has been recorded so far."""
        if self._ticket is None:
            raise Refused("no_ticket", "没有这件工单，应当先提出。")
        return self._ticket

    @property
    def begun(self) -> bool:
        return self._ticket is not None

    @property
    def today(self) -> date:
        return self.at.date()

    @property
    def terms(self) -> TicketTerms:
        return self.rulebook.ticket_terms(self.ticket.kind.value)

    @property
    def rules(self) -> KindRules:
        return KINDS[self.ticket.kind]

    def record(self, event: TicketEvent) -> None:
        self._ticket = evolve(self._ticket, event)
        self.events.append(event)

    def stamp(self) -> dict[str, Any]:
        """Give what every event says."""
        return {"at": self.at, "actor": self.actor}

    @contextmanager
    def as_system(self, moment: datetime | None = None) -> Iterator[None]:
        """Let the system act for what follows by itself, at a moment where one is given."""
        actor, at = self.actor, self.at
        self.actor, self.at = SYSTEM, moment or at
        try:
            yield
        finally:
            self.actor, self.at = actor, at

    def open(self, kind: LimitKind, span: Span, anchor: date) -> None:
        """Open a limit from its anchor, on the rulebook's ground."""
        counted = count_span(span, anchor, self.calendar)
        serial = 1 + sum(each.kind is kind for each in self.ticket.limits)
        limit = TicketLimit(
            id=f"{kind}-{serial}",
            kind=kind,
            basis=self.terms.article,
            budget=span,
            anchor=anchor,
            opened_at=self.at,
            due=end_of_day(counted.last_day, self.rulebook.timezone),
            provisional=counted.provisional,
            calendar_version=self.calendar.version,
        )
        self.record(happened.LimitOpened(limit=limit, **self.stamp()))

    def end(self, status: LimitStatus, *kinds: LimitKind) -> None:
        """End the open limits of these kinds, or all of them where none is named."""
        for each in self.ticket.limits:
            if each.is_open and (not kinds or each.kind in kinds):
                self.record(happened.LimitEnded(limit=each.id, status=status, **self.stamp()))

    def require_state(self, doing: str, *states: TicketState) -> None:
        """Refuse an act that the ticket's state does not allow."""
        if self.ticket.state not in states:
            now, allowed = STATE_NAMES[self.ticket.state], "、".join(STATE_NAMES[each] for each in states)
            raise Refused("wrong_state", f"工单现在的状态是“{now}”，不能{doing}；{doing}应当在“{allowed}”时进行。")

    def require_role(self, doing: str, roles: frozenset[str]) -> None:
        """Refuse an actor whose role may not do this."""
        if self.actor.role not in roles:
            who = names_of(roles - {"system", "visitor"} or roles)
            raise Refused("wrong_role", f"{doing}应当由{who}进行，{names_of({self.actor.role})}无权进行。", "7 §30")

    def require_own(self, doing: str) -> None:
        """Refuse anybody but the person who brought it forward."""
        own = self.actor.id == self.ticket.person.id if self.ticket.person.id else self.actor.role == "visitor"
        if not own:
            raise Refused("not_own", f"只有提出人本人可以{doing}。")


def require_text(text: str, message: str, article: str = "") -> None:
    """Refuse an empty text where one is wanted."""
    if not text.strip():
        raise Refused("text_needed", message, article)
