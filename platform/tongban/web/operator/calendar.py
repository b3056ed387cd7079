"""The calendar for the operator: days declared off or on for whichever tenant asks for it (D1)."""

from __future__ import annotations

from flask import request, url_for

from tongban.web.declared_days import Answer, declared_days
from tongban.web.guard import permitted
from tongban.web.house import books
from tongban.web.operator.room import blueprint, console


@blueprint.route("/calendar", methods=["GET", "POST"], endpoint="calendar")
@permitted("calendar.declare_anywhere")
def calendar_page() -> Answer:
    """Show one tenant's days; the first city's where none is named."""
    shelf = books().shelf
    roots = sorted(each.id for each in shelf.workspace.tenants.values() if each.is_root)
    tenant = shelf.tenant(request.args.get("tenant", "").strip() or roots[0]).id
    return declared_days(tenant, url_for("operator.calendar", tenant=tenant), console("calendar"))
