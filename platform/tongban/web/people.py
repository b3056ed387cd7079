"""Who is asking: a member of staff (Flask-AppBuilder's log-in), an applicant (our own), both, or nobody."""

from __future__ import annotations

from typing import cast

from flask import g, session
from flask_babel import gettext as _
from flask_login import current_user

from tongban.errors import TongbanError
from tongban.tenancy.accounts import Staff, StaffUser, staff_of
from tongban.tenancy.applicants import Applicant, applicant_of
from tongban.tenancy.tables import ApplicantRow
from tongban.web.house import db

_APPLICANT = "applicant"
#: how somebody reads, which is no secret and stays theirs over every log-in
_READING = ("locale", "size")


def staff() -> Staff | None:
    """Give the member of staff who is logged in, as the plain value that the floors below know."""
    if "staff" not in g:
        user = current_user._get_current_object() if current_user else None
        g.staff = staff_of(user) if isinstance(user, StaffUser) and user.is_active else None
    return cast(Staff | None, g.staff)


def applicant() -> Applicant | None:
    """Give the applicant who is logged in."""
    if "applicant" not in g:
        row = db().get(ApplicantRow, session[_APPLICANT]) if _APPLICANT in session else None
        g.applicant = applicant_of(row) if row else None
    return cast(Applicant | None, g.applicant)


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


def enter_applicant(row: ApplicantRow) -> None:
    """Begin an applicant's session afresh, so that a session from before the log-in is worth nothing."""
    begin_afresh()
    session.permanent = True
    session[_APPLICANT] = row.id
    g.pop("applicant", None)


def begin_afresh() -> None:
    """Leave a session from before a log-in behind, with its form token; the reader's language and type size stay."""
    kept = {name: session[name] for name in _READING if name in session}
    session.clear()
    session.update(kept)


def leave_applicant() -> None:
    session.pop(_APPLICANT, None)
    g.pop("applicant", None)
