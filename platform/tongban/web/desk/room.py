"""The desk's room: its blueprint, the tenant on its pages, and cases found within one's own tenant only (T2)."""

from __future__ import annotations

from flask import Blueprint, g
from flask_babel import gettext as _

from tongban.cases.delegation import delegated_case, delegated_to, grant, may
from tongban.cases.register import case_in_scope
from tongban.cases.tables import CaseRow
from tongban.errors import Forbidden, NotFound
from tongban.law import Action, Actor
from tongban.publishing.internal import is_internal
from tongban.tenancy.permissions import ACTIONS, require
from tongban.web.guard import note_refusal
from tongban.web.house import books, db, now
from tongban.web.people import staff, the_staff
from tongban.web.scoping import enter
from tongban.web.tenant_view import TenantView
from tongban.web.view_words import WALL, show_tenant

blueprint = Blueprint("desk", __name__, url_prefix="/desk")


@blueprint.before_request
def _whose_desk() -> None:
    """Head every page with the tenant of the person at the desk, from what is loaded anyway."""
    person = staff()
    if person and person.tenant:
        spec = books().shelf.tenant(person.tenant)
        show_tenant(TenantView(spec.id, spec.name, spec.kind, spec.theme, spec.id, phone=spec.phone))


def the_case(number: str) -> CaseRow:
    """Find a case of one's own tenant, or one that is delegated to it today; the scope is then that of the grant (T4).

    Whoever asks for another's gets "not there", and it is written down (T2). A citizen's case is not for those who
    handle matters between offices only, nor the other way round (T3).
    """
    try:
        row = case_in_scope(db(), number)
    except NotFound as refusal:
        found = _delegated(number)
        if found is None:
            turned_away("case.view", refusal.message)
            raise
        row = found
    must_be_allowed("adjustment.view" if is_internal(row.item) else "case.view")
    return row


def _delegated(number: str) -> CaseRow | None:
    """Find a case delegated to this desk, enter its grant for the rest of the request, and write the look down."""
    person, today = the_staff(), now().astimezone(WALL).date()
    if not person.tenant or not delegated_to(books(), person.tenant, today):
        return None
    try:
        found = delegated_case(db(), books(), person.tenant, number, by=person.id, now=now(), today=today)
    except NotFound:
        return None
    db().commit()
    g.delegation = found.delegation
    enter(grant(found.delegation))
    return case_in_scope(db(), number)


def must_be_covered(action: Action) -> None:
    """Let no delegate do what was not delegated; whoever tries is written down (ORD §12)."""
    if not covered(action):
        refusal = Forbidden(_("这件办件是受委托办理的，委托范围不包括这项操作；决定由委托单位作出。"))
        turned_away("case.delegated", refusal.message)
        raise refusal


def covered(action: Action) -> bool:
    """Tell whether an act on the case at hand is this desk's: all on its own cases, on others' what was delegated."""
    return "delegation" not in g or may(g.delegation, action)


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
    return Actor(person.id, person.name, role, person.desk)
