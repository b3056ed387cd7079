"""Supervision of evaluations: the five figures by district and department, the latest bad ones, open tickets (V1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from tongban.cases.evaluation import EvaluationRow, Figures, Share, figures, occasions
from tongban.cases.tickets.find import open_counts
from tongban.database import scoped
from tongban.errors import NotFound
from tongban.law.evaluation import GRADE_NAMES, OCCASION_NAMES, REASONS, WAYS, Grade, Occasion
from tongban.tenancy.tables import TenantRow
from tongban.tenancy.tree import subtree_scope, tenant
from tongban.web.desk.room import blueprint, the_case
from tongban.web.guard import permitted
from tongban.web.house import db, now
from tongban.web.people import the_staff
from tongban.web.portal.answer import Answer
from tongban.web.tablet import tablet_link
from tongban.web.view_words import WALL, day, moment

LATEST = 50
USUAL = timedelta(days=365)  # what is shown where no period is chosen


@dataclass(frozen=True, slots=True)
class ShareView:
    name: str
    percent: str
    count: str
    full: bool


@dataclass(frozen=True, slots=True)
class FiguresView:
    """One line: a tenant, or a department of it."""

    name: str
    department: bool
    shares: tuple[ShareView, ...]
    rated: str
    satisfied: str
    grades: tuple[tuple[str, int], ...]
    open_tickets: int
    late_tickets: int


@dataclass(frozen=True, slots=True)
class SaidView:
    """One evaluation as it was given."""

    grade: str
    bad: bool
    occasion: str
    number: str
    href: str
    way: str
    at: str
    text: str
    ticket: str
    beside: str


@blueprint.get("/evaluations", endpoint="evaluations")
@permitted("evaluation.view")
def evaluations_page() -> str:
    """Show the figures of one's own body and all below it, and what was said of one's own."""
    person = the_staff()
    since, until = _period()
    here = tenant(db(), person.tenant)
    with scoped(subtree_scope(db(), here, "figures of evaluation")) as scope:
        found, tickets = figures(db(), since, until), open_counts(db())
    names = {row.id: row.name for row in db().scalars(select(TenantRow).where(TenantRow.id.in_(scope.reads)))}
    bad_only = request.args.get("bad") == "yes"
    return render_template(
        "desk/evaluations.html",
        figures=[figures_view(each, names[each.tenant], tickets) for each in found],
        said=_latest(bad_only),
        bad_only=bad_only,
        since=since.astimezone(WALL).date().isoformat(),
        until=(until.astimezone(WALL) - timedelta(days=1)).date().isoformat(),
        period=f"{day(since)} — {day(until - timedelta(seconds=1))}",
    )


@blueprint.get("/cases/<number>/tablet", endpoint="tablet")
@permitted("case.take_in")
def tablet(number: str) -> Answer:
    """Lead the tablet at the window to what the person before it may rate now."""
    row = the_case(number)
    found = next((each for each in occasions(db(), row.number) if each.given is None), None)
    if found is None:
        raise NotFound(_("这件办件现在没有可以评价的服务，或者已经评价过。"))
    return redirect(tablet_link(row.tenant_id, found.invitation.token))


def _period() -> tuple[datetime, datetime]:
    """Read the period from the address: from the first day up to and with the last."""
    today = now().astimezone(WALL).date()
    since, until = _day("since", today - USUAL), _day("until", today)
    if since > until:
        since, until = until, since
    return _begins(since), _begins(until + timedelta(days=1))


def _day(name: str, usual: date) -> date:
    try:
        found = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return usual
    return found if date(2000, 1, 1) <= found <= date(2200, 1, 1) else usual


def _begins(at: date) -> datetime:
    return datetime(at.year, at.month, at.day, tzinfo=WALL)


def figures_view(counted: Figures, name: str, tickets: dict[str, tuple[int, int]]) -> FiguresView:
    named = (
        (_("政务服务事项覆盖率"), counted.items),
        (_("评价对象覆盖率"), counted.objects),
        (_("服务渠道覆盖率"), counted.channels),
        (_("差评整改率"), counted.mended),
        (_("差评回访率"), counted.called_back),
    )
    waiting, late = (0, 0) if counted.department else tickets.get(counted.tenant, (0, 0))
    return FiguresView(
        name=counted.department or name,
        department=bool(counted.department),
        shares=tuple(_share(label, share) for label, share in named),
        rated=_share("", counted.rated).percent,
        satisfied=_share("", counted.satisfied).percent,
        grades=tuple((_(GRADE_NAMES[grade]), number) for grade, number in counted.grades.items()),
        open_tickets=waiting,
        late_tickets=late,
    )


def _share(name: str, share: Share) -> ShareView:
    percent = "—" if share.percent is None else f"{share.percent:g}%"
    return ShareView(name, percent, f"{share.of}/{share.all}", share.percent in (None, 100.0))


def _latest(bad_only: bool) -> list[SaidView]:
    asked = select(EvaluationRow)
    if bad_only:
        asked = asked.where(EvaluationRow.grade <= Grade.UNSATISFIED.value)
    return [_said(row) for row in db().scalars(asked.order_by(EvaluationRow.given_at.desc()).limit(LATEST))]


def _said(row: EvaluationRow) -> SaidView:
    words = [_(REASONS[each]) for each in row.reasons if each in REASONS] + ([row.text] if row.text else [])
    return SaidView(
        grade=_(GRADE_NAMES[Grade(row.grade)]),
        bad=Grade(row.grade).is_bad,
        occasion=_(OCCASION_NAMES[Occasion(row.occasion)]),
        number=row.case_number,
        href=url_for("desk.case", number=row.case_number),
        way=_(WAYS[row.way]),
        at=moment(row.given_at),
        text="；".join(words),
        ticket=row.ticket or "",
        beside=row.beside or "",
    )
