"""A case's limits as its pages show them: what is used of each, its lamp, and the count day by day (D3, D5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from tongban.calendars.working_calendar import WEEKDAYS
from tongban.law import (
    KIND_NAMES,
    Case,
    Deadline,
    DeadlineStatus,
    Explanation,
    Lamp,
    explain,
    lamp,
    remaining_working_days,
    span_in_chinese,
)
from tongban.publishing.books import Books
from tongban.web.case_words import left_words
from tongban.web.view_words import day


@dataclass(frozen=True, slots=True)
class DayView:
    """One day of a count. `number` is the how-manieth counted day it is; None where it does not count."""

    date: str
    weekday: str
    counted: bool
    number: int | None
    reason: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class ClockView:
    """One limit. `used` and `budget` are counted days; `days` tell each of them."""

    id: str
    name: str
    lamp: str
    left: str
    used: int
    budget: int
    budget_text: str
    due: str
    provisional: bool
    basis: str
    note: str
    explain_href: str
    days: tuple[DayView, ...]
    rules: tuple[str, ...]


def clocks(case: Case, books: Books, now: datetime, explain_href: str = "", *, ended: bool = False) -> list[ClockView]:
    """Show the limits that run or rest; with `ended` also those that are over, in the order in which they began."""
    shown = [each for each in case.deadlines if ended or each.is_open]
    return [_clock(each, case.tenant, books, now, explain_href) for each in shown]


def _clock(deadline: Deadline, tenant: str, books: Books, now: datetime, href: str) -> ClockView:
    calendar, rulebook = books.calendar(tenant), books.rulebook(tenant)
    told = explain(deadline, calendar, rulebook)
    colour = lamp(deadline, now, calendar, rulebook)
    left = remaining_working_days(deadline, now, calendar, rulebook.timezone)
    until = (deadline.ended_at or now).astimezone(rulebook.timezone).date()
    counted = [each.day for each in told.lines if each.counted]
    return ClockView(
        id=deadline.id,
        name=KIND_NAMES[deadline.kind],
        lamp="paused" if colour is Lamp.DONE else colour.value,
        left=_left(deadline, colour, left),
        used=sum(each <= until for each in counted),
        budget=max(len(counted), deadline.budget.amount, 1),
        budget_text=span_in_chinese(deadline.budget),
        due=day(deadline.due) if deadline.is_open else "",
        provisional=deadline.provisional,
        basis=deadline.basis,
        note=_note(deadline),
        explain_href=f"{href}#limit-{deadline.id}" if href else "",
        days=_days(deadline, told, until),
        rules=(*told.pauses, told.conclusion),
    )


def _left(deadline: Deadline, colour: Lamp, left: int | None) -> str:
    if colour is Lamp.PAUSED:
        return _("暂停计时")
    if deadline.is_open:
        return left_words(colour, left or 0)
    if deadline.missed_at is not None:
        return _("逾期")
    return {
        DeadlineStatus.MET: _("按期完成"),
        DeadlineStatus.CANCELLED: _("不再适用"),
        DeadlineStatus.SUPERSEDED: _("已重新起算"),
    }.get(deadline.status, _("已届满"))


def _note(deadline: Deadline) -> str:
    if not deadline.pauses:
        return ""
    reasons = "、".join(dict.fromkeys(each.reason for each in deadline.pauses))
    return _("%(reasons)s。", reasons=reasons)


def _days(deadline: Deadline, told: Explanation, until: date) -> tuple[DayView, ...]:
    today = until if deadline.is_open else None
    return tuple(
        DayView(
            date=day(line.day),
            weekday=WEEKDAYS[line.day.weekday()],
            counted=line.counted,
            number=line.number,
            reason=line.reason,
            event=_("今天") if line.day == today else "",
        )
        for line in told.lines
    )
