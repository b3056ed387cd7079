"""Days declared off or on, on the pages of desk and operator: first what would move, then the word (D1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.calendars.declared import Declaration, declarations, path_of
from tongban.calendars.working_calendar import WEEKDAYS
from tongban.cases.declaring import Moved, Projection, declare_for_later, project
from tongban.errors import TongbanError
from tongban.law import KIND_NAMES
from tongban.web.house import books, db, house, now
from tongban.web.people import the_staff
from tongban.web.view_words import day, moment

#: cases that a dry run on a page looks at one by one, and lines that it shows; how many there are is counted whole
MOST_CASES, MOST_LINES = 300, 50
WORKING = {"off": False, "on": True}
Answer = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day that was declared, for a tenant or for one above it."""

    day: str
    off: bool
    basis: str
    at: str
    by: str
    tenant_name: str


@dataclass(frozen=True, slots=True)
class Way:
    """From which day to which, and how many limits go that way."""

    before: str
    after: str
    count: int


@dataclass(frozen=True, slots=True)
class MovedLine:
    number: str
    tenant_name: str
    limit: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a declaration would move; `seen` is the calendar that would then hold."""

    day: str
    seen: str
    looked_at: int
    in_all: int
    cases: int
    limits: int
    ways: tuple[Way, ...]
    lines: tuple[MovedLine, ...]


def declared_days(tenant: str, here: str, console: Sequence[object] | None = None) -> Answer:
    """Show a tenant's declared days, try one out, or declare it; `here` is the page's address."""
    if request.method == "GET":
        return _page(tenant, console)
    try:
        declared = _declaration()
        if request.form.get("action") == "declare":
            return _declare(tenant, declared, here, console)
        return _page(tenant, console, preview=_tried(tenant, declared))
    except TongbanError as refusal:
        db().rollback()
        return _page(tenant, console, error=refusal.message), 422


def _declaration() -> Declaration:
    form, chosen = request.form, request.form.get("working", "")
    try:
        on = date.fromisoformat(form.get("day", ""))
    except ValueError:
        raise TongbanError(_("请填写日期，例如 2026-11-21。")) from None
    if chosen not in WORKING:
        raise TongbanError(_("请选择停止办公还是上班。"))
    basis = form.get("basis", "").strip()[:200]
    return Declaration(on, WORKING[chosen], basis, now(), the_staff().name)


def _declare(tenant: str, declared: Declaration, here: str, console: Sequence[object] | None) -> Answer:
    """Declare what was seen; where the calendar has moved on meanwhile, it is shown anew."""
    seen = project(house().sessions, books(), declared, tenant, now(), most=0).calendar
    if request.form.get("seen") != seen:
        message = _("预演之后内容有变化，请看过新的预演再宣布。")
        return _page(tenant, console, preview=_tried(tenant, declared), error=message), 409
    declare_for_later(db(), books(), declared, tenant, now())
    db().commit()
    flash(_("已经宣布。在办件的期限正在逐件重新计算，每一件的办理经过里都写明原因。"), "success")
    return redirect(here, 303)


def _tried(tenant: str, declared: Declaration) -> Preview:
    return _preview(declared.day, project(house().sessions, books(), declared, tenant, now(), most=MOST_CASES))


def _preview(on: date, found: Projection) -> Preview:
    ways = Counter((each.before, each.after) for each in found.moved)
    return Preview(
        day=day(on),
        seen=found.calendar,
        looked_at=found.looked_at,
        in_all=found.in_all,
        cases=len({each.number for each in found.moved}),
        limits=len(found.moved),
        ways=tuple(Way(day(before), day(after), count) for (before, after), count in sorted(ways.items())),
        lines=tuple(_line(each) for each in found.moved[:MOST_LINES]),
    )


def _line(moved: Moved) -> MovedLine:
    name = next((_(words) for kind, words in KIND_NAMES.items() if moved.deadline.startswith(f"{kind}-")), _("期限"))
    where = books().shelf.tenant(moved.tenant).name
    return MovedLine(moved.number, where, name, day(moved.before), day(moved.after))


def _page(tenant: str, console: Sequence[object] | None, *, preview: Preview | None = None, error: str = "") -> str:
    return render_template(
        "desk/calendar.html",
        whose=books().shelf.tenant(tenant),
        days=_days(tenant),
        covered=day(books().calendar(tenant).covered_until),
        preview=preview,
        typed=request.form,
        error=error,
        console=console,
    )


def days_declared(tenant: str, since: date = date.min) -> list[DayLine]:
    """List the days from `since` on, as they hold for a tenant by its own word and that of those above it."""
    holds: dict[date, tuple[Declaration, str]] = {}
    for each, name in sorted(_all_days(tenant), key=lambda pair: pair[0].at):
        holds[each.day] = (each, name)
    chosen = sorted((each for each in holds.values() if each[0].day >= since), key=lambda pair: pair[0].day)
    return [_day_line(each, name) for each, name in chosen]


def _days(tenant: str) -> list[DayLine]:
    """List every declaration, the latest first: what was said stays said."""
    told = sorted(_all_days(tenant), key=lambda pair: pair[0].at, reverse=True)
    return [_day_line(each, name) for each, name in told]


def _all_days(tenant: str) -> Iterator[tuple[Declaration, str]]:
    """Give the declarations of a tenant and of those above it, each with whose it is."""
    shelf, above = books().shelf, tenant
    while above:
        spec, text = shelf.tenant(above), shelf.text(path_of(above))
        yield from ((each, spec.name) for each in (declarations(text) if text else ()))
        above = spec.parent or ""


def _day_line(each: Declaration, name: str) -> DayLine:
    told = f"{day(each.day)} {_(WEEKDAYS[each.day.weekday()])}"
    return DayLine(told, not each.working, each.basis, moment(each.at), each.by, name)
