"""The room of adjustments: its blueprint, and the office on its pages."""

from __future__ import annotations

from flask import Blueprint

from tongban.web.house import books
from tongban.web.people import staff
from tongban.web.tenant_view import TenantView
from tongban.web.view_words import show_tenant

blueprint = Blueprint("adjusting", __name__, url_prefix="/adjusting")


@blueprint.before_request
def _whose_office() -> None:
    """Head every page with the office of the person, from what is loaded anyway."""
    person = staff()
    if person and person.tenant:
        spec = books().shelf.tenant(person.tenant)
        show_tenant(TenantView(spec.id, spec.name, spec.kind, spec.theme, spec.id, phone=spec.phone))
