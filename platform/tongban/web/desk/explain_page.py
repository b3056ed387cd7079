"""Why this date: every limit of the case, day by day, for the clerk and for paper (D5)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext as _

from tongban.cases.trial import case_now
from tongban.law import KIND_NAMES, Case, Deadline
from tongban.web.clock_view import ClockView, CountView, clock_view, count_view
from tongban.web.desk.room import blueprint, the_case
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.view_words import day


@dataclass(frozen=True, slots=True)
class CalendarView:
    version: str
    source: str
    covered_until: str


@dataclass(frozen=True, slots=True)
class LimitView:
    """One limit: its name, told apart from others of its kind, its clock and its count."""

    name: str
    clock: ClockView
    count: CountView


@blueprint.get("/cases/<number>/explain", endpoint="explain")
@permitted("case.explain", "adjustment.view")
def explain_page(number: str) -> str:
    """Show the count of every limit that the case has or had, from the code that computed it."""
    row = the_case(number)
    case = case_now(db(), books(), row, now())
    calendar, rulebook = books().calendar(case.tenant), books().rulebook(case.tenant)
    limits = [
        LimitView(_name(case, each), clock_view(each, calendar, rulebook, now()), count_view(each, calendar, rulebook))
        for each in case.deadlines
    ]
    source = calendar.years[-1].notice or calendar.years[-1].source
    told = CalendarView(calendar.version, source, day(calendar.covered_until))
    return render_template("desk/explain.html", case=row, limits=limits, calendar=told)


def _name(case: Case, deadline: Deadline) -> str:
    """Name a limit; where the case has had several of its kind, also which one it is."""
    alike = [each.id for each in case.deadlines if each.kind is deadline.kind]
    name = _(KIND_NAMES[deadline.kind])
    if len(alike) == 1:
        return name
    return _("%(name)s（第%(place)s次）", name=name, place=alike.index(deadline.id) + 1)
