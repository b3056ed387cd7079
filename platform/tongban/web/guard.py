"""Each route says what it needs: an action of the permission matrix, or that it is public; a silent one is a fault."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, Response, jsonify, redirect, request, url_for
from flask_babel import gettext as _

from tongban.errors import Forbidden
from tongban.tenancy.audit import record
from tongban.tenancy.permissions import ACTIONS, may, require
from tongban.web.house import db, now
from tongban.web.people import applicant, staff
from tongban.web.scoping import enter

View = TypeVar("View", bound=Callable[..., Any])

PERMISSION = "__permission__"
PUBLIC = "public"
#: what marks the few routes of Flask-AppBuilder that anybody may reach: its drawings, its log-in (ours), the language
FAB = "flask-appbuilder"


def public(view: View) -> View:
    """Mark a route that anybody may open."""
    setattr(view, PERMISSION, PUBLIC)
    return view


def permitted(action: str, *or_else: str) -> Callable[[View], View]:
    """Mark a route with the action it carries out, and let nobody in who may not do it.

    Actions of applicants ask for an applicant's log-in; all others for staff, whose tenant becomes the scope.
    Who may do one of `or_else` is let in too; the view itself then says what such a person sees.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            # asked here, as a plugin's rows are entered after its pages are read
            for_applicants = ACTIONS[action] == frozenset({"applicant"})
            turned_away = _applicant_needed() if for_applicants else _staff_needed(action, or_else)
            return turned_away or view(*args, **kwargs)

        setattr(guarded, PERMISSION, action)
        return cast(View, guarded)

    return guard


def _applicant_needed() -> Response | None:
    if applicant() is not None:
        return None
    return session_over() if asked_by_script() else _to_login("account.login")


def asked_by_script() -> bool:
    """Tell whether a script of ours asks in the background, which can follow no log-in page."""
    return request.headers.get("X-Requested-With") == "fetch"


def session_over() -> Response:
    """Tell a script that the session is over; what was saved before is there after the next log-in."""
    answer = jsonify(message=_("登录已过期，已保存的草稿不受影响。请重新登录后继续。"))
    answer.status_code = 401
    return answer


def _staff_needed(action: str, or_else: tuple[str, ...] = ()) -> Response | None:
    person = staff()
    if person is None:
        return _to_login("staff.login")
    try:
        if not any(may(person.roles, each) for each in or_else):
            require(person.roles, action)
    except Forbidden as refusal:
        note_refusal(person.tenant, person.id, action, refusal.message)
        raise
    if person.tenant:
        enter(person.tenant)
    return None


def _to_login(endpoint: str) -> Response:
    """Send to the log-in page and back; the address kept is one of ours, read from the request and never typed."""
    back = request.full_path.rstrip("?")
    values = {"tenant": request.view_args["tenant"]} if request.view_args and "tenant" in request.view_args else {}
    return cast(Response, redirect(url_for(endpoint, next=back, **values)))


def note_refusal(tenant: str, actor: str, action: str, note: str) -> None:
    """Write a refused act into the audit list of the tenant concerned, whatever becomes of the request (T2)."""
    session = db()
    session.rollback()
    record(
        session,
        tenant=tenant or "-",
        at=now(),
        actor=actor,
        action=action,
        target=request.path,
        allowed=False,
        note=note,
    )
    session.commit()


def unguarded(app: Flask) -> list[str]:
    """List the endpoints that say nothing, or an action that the matrix lacks; the start-up check lets none be."""
    known = {None: False, PUBLIC: True, FAB: True}
    said = {name: getattr(view, PERMISSION, None) for name, view in app.view_functions.items()}
    return sorted(name for name, says in said.items() if name != "static" and not known.get(says, says in ACTIONS))
