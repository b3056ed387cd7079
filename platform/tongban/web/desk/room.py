"""The desk's room: its blueprint, the tenant on its pages, and cases found within one's own tenant only (T2)."""

from __future__ import annotations

from flask import Blueprint

from tongban.cases.register import case_in_scope
from tongban.cases.tables import CaseRow
from tongban.errors import Forbidden, NotFound
from tongban.law import Actor
from tongban.tenancy.permissions import ACTIONS, require
from tongban.web.guard import note_refusal
from tongban.web.house import books, db
from tongban.web.people import staff, the_staff
from tongban.web.tenant_view import TenantView
from tongban.web.view_words import show_tenant

blueprint = Blueprint("desk", __name__, url_prefix="/desk")


@blueprint.before_request
def _whose_desk() -> None:
    """Head every page with the tenant of the person at the desk, from what is loaded anyway."""
    person = staff()
    if person and person.tenant:
        spec = books().shelf.tenant(person.tenant)
        show_tenant(TenantView(spec.id, spec.name, spec.kind, spec.theme, spec.id, phone=spec.phone))


def the_case(number: str) -> CaseRow:
    """Find a case of one's own tenant. Whoever asks for another's gets "not there", and it is written down (T2)."""
    try:
        return case_in_scope(db(), number)
    except NotFound as refusal:
        turned_away("case.view", refusal.message)
        raise


def turned_away(action: str, why: str) -> None:
    """Write an attempt that was refused into the audit list."""
    person = the_staff()
    note_refusal(person.tenant, person.id, action, why)


def must_be_allowed(action: str) -> None:
    """Let nobody go on who may not do an action of the matrix; for routes that carry more than one (T3)."""
    try:
        require(the_staff().roles, action)
    except Forbidden as refusal:
        turned_away(action, refusal.message)
        raise


def roles_for(action: str) -> frozenset[str]:
    """Give the roles in which this person may do an action of the matrix."""
    return the_staff().roles & ACTIONS[action]


def actor_as(role: str) -> Actor:
    """Give the person as the law knows them, acting in one of their roles."""
    person = the_staff()
    return Actor(person.id, person.name, role)
