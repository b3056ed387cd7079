"""Why what was late was late, for anybody to read, where the law of the place says so (ORD §39)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext as _

from tongban.cases.late import published_lateness
from tongban.errors import NotFound
from tongban.law import KIND_NAMES
from tongban.web.guard import public
from tongban.web.house import books, db
from tongban.web.language import say
from tongban.web.portal.reach import arrive
from tongban.web.portal.room import blueprint
from tongban.web.view_words import day


@dataclass(frozen=True, slots=True)
class LateLine:
    """One missed limit as the public sees it."""

    number: str
    title: str
    limit: str
    due: str
    reason: str
    marked: bool


@blueprint.get("/lateness", endpoint="lateness")
@public
def lateness(tenant: str) -> str:
    """Show what was late and why; a place whose law does not ask for it has no such page."""
    arrive(tenant)
    switch = books().rulebook(tenant).overdue_explained_publicly
    if not switch.holds:
        raise NotFound(_("本地规定没有要求公开超期理由，这里没有这一页。"))
    lines = [
        LateLine(each.number, each.title, say(KIND_NAMES[each.kind]), day(each.missed_at), each.reason, each.marked)
        for each in published_lateness(db())
    ]
    return render_template("portal/lateness.html", lines=lines, article=switch.article)
