"""A person's own case: found whichever portal they ask at, and shown at the one that handles it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import redirect, request, url_for
from sqlalchemy import select

from tongban.cases.register import own_case
from tongban.cases.tables import CaseRegister, CaseRow
from tongban.errors import NotFound
from tongban.web.guard import note_refusal
from tongban.web.house import db
from tongban.web.people import the_applicant
from tongban.web.portal.reach import arrive

View = Callable[..., Any]


def of_my_case(view: View) -> View:
    """Give a view the case of its address. Another's is noted, and looks like one that is not there (T2)."""

    @wraps(view)
    def behind(tenant: str, number: str, **more: Any) -> Any:
        arrive(tenant)
        row = _find(number)
        if row.tenant_id != tenant:
            return redirect(url_for(str(request.endpoint), tenant=row.tenant_id, number=row.number, **more))
        return view(row, **more)

    return behind


def _find(number: str) -> CaseRow:
    """Look at this portal first, then wherever in the city the register says."""
    person = the_applicant()
    mine = select(CaseRow).where(CaseRow.number == number.strip().upper(), CaseRow.applicant_id == person.id)
    row = db().scalar(mine)
    if row is not None:
        return row
    try:
        return own_case(db(), person.id, number)
    except NotFound as refusal:
        entry = db().get(CaseRegister, number.strip().upper())
        if entry is not None:
            note_refusal(entry.held_by, person.id, "case.own", refusal.message)
        raise
