"""The calendar at the desk: the tenant's own days, declared off or on for it and all below it (D1)."""

from __future__ import annotations

from flask import url_for

from tongban.web.declared_days import Answer, declared_days
from tongban.web.desk.room import blueprint
from tongban.web.guard import permitted
from tongban.web.people import the_staff


@blueprint.route("/calendar", methods=["GET", "POST"], endpoint="calendar")
@permitted("calendar.declare")
def calendar_page() -> Answer:
    return declared_days(the_staff().tenant, url_for("desk.calendar"))
