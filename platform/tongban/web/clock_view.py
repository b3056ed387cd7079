"""A limit as pages show it: lamp, days left in words, days used, last day, basis; for citizen and desk (D3, D5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from tongban.assurance.authoring.citations import cited
from tongban.calendars import WorkingCalendar
from tongban.calendars.working_calendar import WEEKDAYS
from tongban.definitions.model import Unit
from tongban.definitions.rulebook import Rulebook
from tongban.law import KIND_NAMES, Deadline, DeadlineKind, DeadlineStatus, Lamp, explain, lamp, remaining_working_days
from tongban.law.explain import Explanation
from tongban.web.view_words import day, span


@dataclass(frozen=True, slots=True)
class ClockView:
    """One limit, as `components/deadlines.html` shows it."""

    id: str
    name: str
    lamp: str  # green, yellow, red, overdue, paused; a limit that has ended is green or overdue
    left: str
    used: int
    used_text: str
    budget: int
    budget_text: str
    due: str
    provisional: bool
    basis: str
    note: str = ""
    explain_href: str = ""


@dataclass(frozen=True, slots=True)
class DayView:
    """One day of the count."""

    date: str
    weekday: str
    counted: bool
    number: int | None
    reason: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class CountView:
    """The whole count of one limit."""

    name: str
    title: str
    days: tuple[DayView, ...]
    pauses: tuple[str, ...]
    conclusion: str


def clock_view(
    deadline: Deadline, calendar: WorkingCalendar, rulebook: Rulebook, now: datetime, *, explain_href: str = ""
) -> ClockView:
    """Show a limit as it stands now."""
    told = explain(deadline, calendar, rulebook)
    today = now.astimezone(rulebook.timezone).date()
    pauses = [each.reason for each in deadline.pauses]
    used, whole = _used(deadline, told, today, rulebook.timezone)
    return ClockView(
        id=deadline.id,
        name=_(KIND_NAMES[deadline.kind]),
        lamp=_lamp(deadline, calendar, rulebook, now),
        left=left_in_words(deadline, calendar, rulebook, now),
        used=used,
        used_text=days_used(used, deadline.budget.unit),
        budget=max(whole if deadline.extended or deadline.budget.unit not in _IN_DAYS else deadline.budget.amount, 1),
        budget_text=_budget_in_words(deadline),
        due=day(deadline.due.astimezone(rulebook.timezone)) if deadline.due else "",
        provisional=deadline.provisional,
        basis=basis_in_full(deadline.basis, rulebook),
        note=_("%(why)s。", why="、".join(dict.fromkeys(pauses))) if pauses else "",
        explain_href=explain_href,
    )


def _budget_in_words(deadline: Deadline) -> str:
    """Say how long a limit is; what was added by an extension is named apart (licensing law art. 42)."""
    whole = span(deadline.budget)
    if deadline.extended is None:
        return whole
    return _("%(budget)s，经批准延长%(more)s", budget=whole, more=span(deadline.extended))


def basis_in_full(basis: str, rulebook: Rulebook) -> str:
    """Name the article by which a limit runs, by the law of the place; what is already words stays."""
    own = rulebook.own_article(basis)
    return cited(own) or own


def days_used(count: int, unit: Unit) -> str:
    """Say how many days are used up: working days where they are counted, else days of the calendar."""
    return _("%(count)s个工作日", count=count) if unit is Unit.WORKING_DAYS else _("%(count)s天", count=count)


_IN_DAYS = frozenset({Unit.WORKING_DAYS, Unit.DAYS})


def _used(deadline: Deadline, told: Explanation, today: date, zone: ZoneInfo) -> tuple[int, int]:
    """Give the days that are used up and all of them; months and years are explained by their end, not day by day."""
    if deadline.budget.unit not in _IN_DAYS and deadline.due is not None:
        whole = (deadline.due.astimezone(zone).date() - deadline.anchor).days
        return min(max((today - deadline.anchor).days, 0), whole), whole
    used = sum(each.counted and each.day <= today for each in told.lines)
    return used, sum(each.counted for each in told.lines)


def _lamp(deadline: Deadline, calendar: WorkingCalendar, rulebook: Rulebook, now: datetime) -> str:
    shown = lamp(deadline, now, calendar, rulebook)
    if shown is Lamp.DONE:
        return (Lamp.OVERDUE if deadline.missed_at else Lamp.GREEN).value
    return shown.value


def left_in_words(deadline: Deadline, calendar: WorkingCalendar, rulebook: Rulebook, now: datetime) -> str:
    """Say how many working days are left: 还剩 3 个工作日, 今天到期, 超期 1 个工作日, 暂停计时, 已完成."""
    shown = lamp(deadline, now, calendar, rulebook)
    if shown is Lamp.DONE:
        return _ended_in_words(deadline)
    if deadline.kind is DeadlineKind.VALIDITY and deadline.due is not None and shown is not Lamp.OVERDUE:
        until = day(deadline.due.astimezone(rulebook.timezone))
        return _("至 %(day)s", day=until)  # nobody counts years in working days
    left = remaining_working_days(deadline, now, calendar, rulebook.timezone)
    if left is None:
        return _("暂停计时")
    if shown is Lamp.OVERDUE:
        return _("超期 %(days)s 个工作日", days=max(-left, 1))
    return _("还剩 %(days)s 个工作日", days=left) if left else _("今天到期")


def _ended_in_words(deadline: Deadline) -> str:
    """Say how a limit ended: what lapsed or was cancelled was never done, and must not read as if it had been."""
    if deadline.missed_at is None:
        return _("已结束")
    return _("逾期完成") if deadline.status is DeadlineStatus.MET else _("逾期未办")


def count_view(deadline: Deadline, calendar: WorkingCalendar, rulebook: Rulebook) -> CountView:
    """Show the count of a limit day by day, by the code that computed it (D5)."""
    told = explain(deadline, calendar, rulebook)
    days = tuple(
        DayView(day(each.day), _(WEEKDAYS[each.day.weekday()]), each.counted, each.number, each.reason)
        for each in told.lines
    )
    basis = deadline.basis
    title = told.title.replace(basis, basis_in_full(basis, rulebook)) if basis else told.title
    return CountView(_(KIND_NAMES[deadline.kind]), title, days, told.pauses, told.conclusion)
