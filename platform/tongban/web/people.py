"""Who is asking: a member of staff (Flask-AppBuilder's log-in), an applicant (our own), both, or nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from flask import g, request, session
from flask_babel import gettext as _

from tongban.database import Scope, current_scope
from tongban.errors import TongbanError
from tongban.law import Applicant as LawApplicant
from tongban.tenancy.accounts import Staff, staff_by_id
from tongban.tenancy.applicants import Applicant
from tongban.tenancy.tables import ApplicantRow
from tongban.web.house import db
from tongban.web.tenant_view import Arrival, arrival

_APPLICANT = "applicant"
_ACCOUNT = "_user_id"  # where Flask-Login keeps who is logged in
#: how somebody reads: no secret, and the browser's own over every log-in
_OF_THE_BROWSER = ("locale", "size")


def staff() -> Staff | None:
    """Give the member of staff who is logged in, as the plain value that the floors below know."""
    if "staff" not in g:
        account = session.get(_ACCOUNT)
        g.staff = staff_by_id(db(), int(account)) if account is not None else None
    return cast(Staff | None, g.staff)


def applicant() -> Applicant | None:
    """Give the applicant who is logged in."""
    if "applicant" not in g:
        known = session.get(_APPLICANT)
        named = request.view_args or {}
        tenant = named.get("tenant", "")
        draft = named.get("draft", "") if current_scope() == Scope.of(tenant) else ""  # else it is nobody's to see
        came = arrival(db(), known, tenant, draft) if known is not None else Arrival()
        g.applicant, g.profile, g.draft_seen = came.applicant, came.profile, came.draft
        if came.tenant is not None:
            g.tenant_seen = came.tenant
    return cast(Applicant | None, g.applicant)


def the_profile() -> Mapping[str, Any]:
    """Give what the applicant has told before, by data element; only for views behind `permitted`."""
    the_applicant()
    return cast(Mapping[str, Any], g.profile)


def the_staff() -> Staff:
    """Give the member of staff; only for views behind `permitted`, which sees to it that there is one."""
    found = staff()
    if found is None:
        raise TongbanError(_("请先登录工作人员账号。"))
    return found


def the_applicant() -> Applicant:
    """Give the applicant; only for views behind `permitted`."""
    found = applicant()
    if found is None:
        raise TongbanError(_("请先登录。"))
    return found


def the_law_s(person: Applicant) -> LawApplicant:
    """Give an applicant as the law knows them."""
    return LawApplicant(person.id, person.kind, person.name)


def enter_applicant(row: ApplicantRow) -> None:
    """Begin an applicant's session afresh, so that a session from before the log-in is worth nothing."""
    begin_afresh()
    session.permanent = True
    session[_APPLICANT] = row.id
    g.pop("applicant", None)


def begin_afresh() -> None:
    """Leave a session from before a log-in behind, with its form token; what is the browser's own stays."""
    kept = {name: session[name] for name in _OF_THE_BROWSER if name in session}
    session.clear()
    session.update(kept)


def leave_applicant() -> None:
    session.pop(_APPLICANT, None)
    g.pop("applicant", None)
