"""File an item of one's own with the body that keeps the district's list (36 §15, §17)."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.cases.adjusting import file_own
from tongban.law import Actor
from tongban.web.adjusting.room import blueprint
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_staff


@blueprint.post("/filings/<item>", endpoint="file")
@permitted("item.publish")
def filing(item: str) -> Response:
    """Hand the version in use in for filing."""
    person = the_staff()
    done = file_own(db(), books(), person.tenant, item, Actor(person.id, person.name, "applicant"), now())
    db().commit()
    flash(_("已经报送备案，编号 %(number)s。", number=done.case.number), "success")
    return redirect(url_for("studio.item", item=item), 303)
