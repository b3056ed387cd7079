"""Oversight: what one was told of limits, and what is overdue at the desk, item by item down to the count (D3)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.cases.alert_table import StaffAlertRow
from tongban.cases.alerts import alerts_for, mark_seen
from tongban.cases.late import Late, Which, late_items, late_limits
from tongban.errors import NotFound
from tongban.law import KIND_NAMES, DeadlineKind, working_days_left
from tongban.law.escalation import Level
from tongban.web.desk.lamps import role_waited_for
from tongban.web.desk.queue_page import TabView
from tongban.web.desk.room import blueprint
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.language import say
from tongban.web.people import the_staff
from tongban.web.plugged import figures, reminders
from tongban.web.view_words import day, moment


@dataclass(frozen=True, slots=True)
class AlertView:
    """One thing that one's role was told, with what marks it as seen."""

    number: str
    deadline: str
    level: str
    words: str
    lamp: str
    title: str
    limit: str
    due: str
    raised: str
    seen: str


@dataclass(frozen=True, slots=True)
class LateView:
    """One missed limit; `mark` says what is wanting of its reason."""

    number: str
    title: str
    limit: str
    due: str
    days: int
    is_open: bool
    mark: str
    waits_for: str
    explain_href: str


@blueprint.route("/alerts", methods=["GET", "POST"], endpoint="alerts")
@permitted("alert.view")
def alerts_page() -> Response | str:
    """Show what one's roles were told and nobody has taken notice of; or take notice of one."""
    roles = the_staff().roles
    if request.method == "POST":
        return _take_notice(roles)
    seen = request.args.get("seen") == "1"
    found = [_alert(each) for each in alerts_for(db(), roles, seen=seen)]
    tabs = [
        TabView(_("未读"), url_for("desk.alerts"), not seen),
        TabView(_("全部"), url_for("desk.alerts", seen=1), seen),
    ]
    others = reminders(the_staff().tenant, roles)
    return render_template("desk/alerts.html", alerts=found, tabs=tabs, others=others)


def _take_notice(roles: frozenset[str]) -> Response:
    form = request.form
    try:
        level = Level(form.get("level", ""))
    except ValueError:
        raise NotFound(_("没有这条提醒。")) from None
    number, limit = form.get("number", "")[:50], form.get("deadline", "")[:60]
    if mark_seen(db(), number, limit, level, roles, by=the_staff().name, now=now()):
        db().commit()
        flash(_("已经知悉。"), "success")
    return redirect(url_for("desk.alerts"), 303)


@blueprint.get("/overdue", endpoint="overdue")
@permitted("case.oversee")
def overdue_page() -> str:
    """Show what is overdue at one's own body: by item, then limit by limit, then the count of its days."""
    which = _which(request.args.get("show", ""))
    item = request.args.get("item", "")[:64]
    return render_template(
        "desk/overdue.html",
        tabs=_tabs(which, item),
        items=late_items(db()),
        asked_item=item,
        lines=[_late(each) for each in late_limits(db(), which, item)],
        which=which.value,
        figures=figures(the_staff().tenant),
    )


def _which(text: str) -> Which:
    return Which(text) if text in set(Which) else Which.OPEN


def _tabs(which: Which, item: str) -> list[TabView]:
    names = {Which.OPEN: _("超期未办结"), Which.UNEXPLAINED: _("未说明理由"), Which.ALL: _("全部超期")}
    return [TabView(names[each], url_for("desk.overdue", show=each.value, item=item or None), each is which)
            for each in Which]  # fmt: skip


def _alert(row: StaffAlertRow) -> AlertView:
    words = {Level.RED: _("即将到期"), Level.MISSED: _("已经超期"), Level.UNEXPLAINED: _("超期未说明理由")}
    level = Level(row.level)
    return AlertView(
        number=row.number,
        deadline=row.deadline,
        level=row.level,
        words=words[level],
        lamp="red" if level is Level.RED else "overdue",
        title=row.title,
        limit=say(KIND_NAMES[DeadlineKind(row.kind)]),
        due=day(row.due_at),
        raised=moment(row.raised_at),
        seen=_("%(who)s已知悉", who=row.seen_by) if row.seen_by else "",
    )


def _late(line: Late) -> LateView:
    tenant = the_staff().tenant
    calendar, rulebook = books().calendar(tenant), books().rulebook(tenant)
    left = working_days_left(line.missed_at, now(), calendar, rulebook.timezone)
    return LateView(
        number=line.number,
        title=line.title,
        limit=say(KIND_NAMES[line.kind]),
        due=day(line.missed_at),
        days=max(-left, 1) if line.is_open else 0,
        is_open=line.is_open,
        mark=_mark(line),
        waits_for=role_waited_for(line.waits_for) if line.waits_for else "",
        explain_href=url_for("desk.explain", number=line.number, _anchor=line.deadline),
    )


def _mark(line: Late) -> str:
    if line.marked:
        return _("逾期未说明理由")
    return _("待说明理由") if line.owes_reason else ""
