"""A ticket as its pages show it: where it stands, its limits, its story; for the person and for the desk (W4, V1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from tongban.calendars import WorkingCalendar
from tongban.cases.tickets.tables import TicketRow
from tongban.definitions.model import Unit
from tongban.definitions.rulebook import Rulebook
from tongban.law import Lamp, lamp_of, working_days_left
from tongban.law.deadlines import count_span
from tongban.law.roles import NAMES
from tongban.law.tickets import (
    KINDS,
    LIMIT_NAMES,
    METHODS,
    OUTCOME_NAMES,
    STATE_NAMES,
    LimitKind,
    Ticket,
    TicketEvent,
    TicketKind,
    TicketLimit,
    TicketOutcome,
    TicketState,
)
from tongban.law.tickets import events as happened
from tongban.web.clock_view import ClockView, days_used
from tongban.web.story import StoryEntry
from tongban.web.view_words import WALL, day, moment, span

_TONES = {
    TicketState.OPENED: "yellow",
    TicketState.ACCEPTED: "brand",
    TicketState.ASSIGNED: "brand",
    TicketState.ANSWERED: "brand",
    TicketState.TOLD: "yellow",
    TicketState.CLOSED: "green",
}


@dataclass(frozen=True, slots=True)
class TicketLine:
    """One ticket in a list."""

    number: str
    href: str
    title: str
    kind: str
    state_label: str
    state_tone: str
    opened_at: str
    lamp: str
    left: str
    due: str
    due_kind: str
    assigned: str
    waits_for: str
    escalated: bool


def state_of(state: str, outcome: str | None) -> tuple[str, str]:
    """Name where a ticket stands, with the tone of its tag."""
    if outcome:
        return _(OUTCOME_NAMES[TicketOutcome(outcome)]), "green" if outcome != TicketOutcome.NOT_SATISFIED else "red"
    return _(STATE_NAMES[TicketState(state)]), _TONES[TicketState(state)]


def kind_name(kind: str) -> str:
    return _(KINDS[TicketKind(kind)].title)


def ticket_line(row: TicketRow, href: str, calendar: WorkingCalendar, rulebook: Rulebook, now: datetime) -> TicketLine:
    """Show a ticket from its columns alone."""
    label, tone = state_of(row.state, row.outcome)
    lamp, left, due = "done", day(row.closed_at), ""
    if row.due_at is not None and row.due_kind:
        lamp, left = _lit(row.due_kind, row.due_at, calendar, rulebook, now)
        due = day(row.due_at.astimezone(rulebook.timezone))
    return TicketLine(
        number=row.number,
        href=href,
        title=row.title,
        kind=kind_name(row.kind),
        state_label=label,
        state_tone=tone,
        opened_at=moment(row.opened_at),
        lamp=lamp,
        left=left,
        due=due,
        due_kind=_(LIMIT_NAMES[LimitKind(row.due_kind)]) if row.due_kind else "",
        assigned=row.assigned_name or "",
        waits_for=_(NAMES.get(row.waits_for, row.waits_for)) if row.waits_for else "",
        escalated=row.escalated and row.closed_at is None,
    )


def _lit(kind: str, due: datetime, calendar: WorkingCalendar, rulebook: Rulebook, now: datetime) -> tuple[str, str]:
    lamp = lamp_of(kind, due, now, calendar, rulebook)
    left = working_days_left(due, now, calendar, rulebook.timezone)
    if lamp is Lamp.OVERDUE:
        return lamp.value, _("超期 %(days)s 个工作日", days=max(-left, 1))
    return lamp.value, _("还剩 %(days)s 个工作日", days=left) if left else _("今天到期")


def limit_views(ticket: Ticket, calendar: WorkingCalendar, rulebook: Rulebook, now: datetime) -> tuple[ClockView, ...]:
    """Show the limits that run."""
    return tuple(_limit_view(ticket, each, calendar, rulebook, now) for each in ticket.limits if each.is_open)


def _limit_view(
    ticket: Ticket, limit: TicketLimit, calendar: WorkingCalendar, rulebook: Rulebook, now: datetime
) -> ClockView:
    lamp, left = _lit(limit.kind, limit.due, calendar, rulebook, now)
    today = now.astimezone(rulebook.timezone).date()
    lines = count_span(limit.budget, limit.anchor, calendar).lines
    sample = rulebook.ticket_terms(ticket.kind.value).demonstration
    used = sum(each.counted and each.day <= today for each in lines)
    return ClockView(
        id=limit.id,
        name=_(LIMIT_NAMES[limit.kind]),
        lamp=lamp,
        left=left,
        used=used,
        used_text=days_used(used, Unit.WORKING_DAYS),
        budget=max(limit.budget.amount, 1),
        budget_text=span(limit.budget),
        due=day(limit.due.astimezone(rulebook.timezone)),
        provisional=limit.provisional,
        basis=limit.basis,
        note=_("条文没有规定天数，天数为示范参数。") if sample else "",
    )


@dataclass(frozen=True, slots=True)
class _Said:
    title: str
    text: str = ""
    tone: str = ""


def story(events: Iterable[TicketEvent], *, for_person: bool) -> list[StoryEntry]:
    """Tell a ticket's history, the newest first; the office's own deliberations are not the person's to read."""
    told = ((each, _TELLERS[type(each)](each, for_person)) for each in events if type(each) in _TELLERS)
    lines = [
        StoryEntry(
            title=said.title,
            at=moment(event.at),
            iso=event.at.astimezone(WALL).isoformat(timespec="minutes"),
            who=_who(event, for_person),
            text=said.text,
            tone=said.tone,
        )
        for event, said in told
        if said is not None
    ]
    return lines[::-1]


def _who(event: TicketEvent, for_person: bool) -> str:
    if event.actor.role in ("system", "visitor"):
        return _(NAMES[event.actor.role])
    role = _(NAMES.get(event.actor.role, ""))
    return role if for_person else f"{event.actor.name}（{role}）"


def _opened(event: happened.TicketOpened, _inner: bool) -> _Said:
    return _Said(_("提出“%(title)s”", title=event.title), event.body)


def _accepted(_event: happened.TicketAccepted, _inner: bool) -> _Said:
    return _Said(_("已经受理"))


def _assigned(event: happened.TicketAssigned, for_person: bool) -> _Said:
    return _Said(_("交由专人办理") if for_person else _("交给%(name)s办理", name=event.to.name))


def _contacted(event: happened.ContactRecorded, for_person: bool) -> _Said:
    title = _("与您取得联系") if for_person else _("联系上提出人")
    if not event.reached:
        title = _("联系没有接通")
    return _Said(title, "" if for_person else event.note)


def _extension_asked(event: happened.ExtensionAsked, for_person: bool) -> _Said | None:
    return None if for_person else _Said(_("申请延期"), event.reason)


def _extension_decided(event: happened.ExtensionDecided, for_person: bool) -> _Said | None:
    if event.granted:
        return _Said(_("办理期限已经延长"), event.reason)
    return None if for_person else _Said(_("没有批准延期"), event.reason)


def _answered(event: happened.TicketAnswered, _inner: bool) -> _Said:
    measures = _("整改措施：%(text)s", text=event.measures) if event.measures else ""
    return _Said(_("答复"), f"{event.text}{measures}", "good")


def _told(event: happened.PersonTold, for_person: bool) -> _Said:
    words = ""
    if event.satisfied is not None:
        words = _("表示满意。") if event.satisfied else _("表示不满意。")
    note = "" if for_person else event.note
    return _Said(_("已经告知（%(method)s）", method=_(METHODS[event.method])), f"{words}{note}")


def _reopened(event: happened.TicketReopened, _inner: bool) -> _Said:
    return _Said(_("重新办理"), event.reason, "warning")


def _appealed(event: happened.AppealMade, for_person: bool) -> _Said | None:
    return None if for_person else _Said(_("申请认定评价不属实"), event.reason)


def _appeal_decided(event: happened.AppealDecided, for_person: bool) -> _Said | None:
    if event.unfounded:
        return _Said(_("认定评价不属实，原评价保留"), event.reason)
    return None if for_person else _Said(_("评价属实，继续整改"), event.reason)


def _escalated(event: happened.TicketEscalated, _inner: bool) -> _Said:
    kind = next((_(name) for each, name in LIMIT_NAMES.items() if event.limit.startswith(each.value)), _("期限"))
    return _Said(_("%(limit)s逾期，已经报送监督人员督办", limit=kind), "", "bad")


def _closed(event: happened.TicketClosed, _inner: bool) -> _Said:
    where = _("反映去向：%(where)s。", where=event.where_to_go.rstrip("。")) if event.where_to_go else ""
    return _Said(_("办结：%(how)s", how=_(OUTCOME_NAMES[event.outcome])), f"{event.reasons}{where}", "good")


_TELLERS: Mapping[type[TicketEvent], Callable[[Any, bool], _Said | None]] = {
    happened.TicketOpened: _opened,
    happened.TicketAccepted: _accepted,
    happened.TicketAssigned: _assigned,
    happened.ContactRecorded: _contacted,
    happened.ExtensionAsked: _extension_asked,
    happened.ExtensionDecided: _extension_decided,
    happened.TicketAnswered: _answered,
    happened.PersonTold: _told,
    happened.TicketReopened: _reopened,
    happened.AppealMade: _appealed,
    happened.AppealDecided: _appeal_decided,
    happened.TicketEscalated: _escalated,
    happened.TicketClosed: _closed,
}
