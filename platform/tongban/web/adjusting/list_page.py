"""The list: a department's own adjustments; the city's with every body's claim, the overdue ones in red (36 §21)."""

from __future__ import annotations

from flask import render_template, url_for

from tongban.cases.adjusting import adjustments, own_adjustments
from tongban.tenancy.permissions import may
from tongban.web.adjusting.room import blueprint
from tongban.web.adjusting.views import adjustment_view, own_href
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_staff


@blueprint.get("/", endpoint="adjustments")
@permitted("adjustment.list")
def list_page() -> str:
    """Show what concerns this office, the newest first."""
    person = the_staff()
    oversees = may(person.roles, "adjustment.oversee") and books().shelf.tenant(person.tenant).is_root
    if oversees:
        found = adjustments(db(), person.tenant, now())
        shown = [adjustment_view(each, url_for("desk.case", number=each.row.number)) for each in found]
    else:
        shown = [
            adjustment_view(each, own_href(each.row.number)) for each in own_adjustments(db(), person.tenant, now())
        ]
    return render_template(
        "adjusting/list.html",
        adjustments=shown,
        oversees=oversees,
        late=sum(each.late for each in shown),
        may_propose=may(person.roles, "adjustment.propose"),
    )
