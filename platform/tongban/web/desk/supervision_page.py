"""What a supervisor sees of demands and promises: refused demands, second notices, broken promises and their repair."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from werkzeug.wrappers import Response

from tongban.cases import promises
from tongban.errors import NotFound, TongbanError
from tongban.tenancy.permissions import may
from tongban.web.desk.room import actor_as, blueprint, turned_away
from tongban.web.guard import permitted
from tongban.web.house import db, now
from tongban.web.people import the_staff
from tongban.web.view_words import moment

BROKEN = {"later_materials": lazy("逾期没有补交容缺材料"), "commitment": lazy("告知承诺不实，决定已撤销")}


@blueprint.get("/supervision", endpoint="supervision")
@permitted("promise.view")
def supervision() -> str:
    """List the three kinds of records of the supervisor's own tenant."""
    return _page("")


def _page(error: str) -> str:
    session, tenant = db(), the_staff().tenant
    return render_template(
        "desk/supervision.html",
        error=error,
        counts=promises.counts(session, tenant),
        demands=promises.noted(session, tenant, promises.DEMAND_REFUSED),
        second=promises.noted(session, tenant, promises.SECOND_NOTICE),
        broken=promises.broken_promises(session, tenant),
        kinds=BROKEN,
        moment=moment,
        may_repair=may(the_staff().roles, "promise.repair"),
        typed=request.form,
    )


@blueprint.post("/supervision/repair", endpoint="repair")
@permitted("promise.repair")
def repair() -> Response | tuple[str, int]:
    """Take a broken promise off the record: the credit is repaired (ORD §31)."""
    number, _dot, kind = request.form.get("record", "").partition(".")
    try:
        promises.repair(
            db(), the_staff().tenant, number, kind, actor_as("supervisor"), request.form.get("reason", "")[:500], now()
        )
    except NotFound as refusal:  # another tenant's record is not there, and the try is noted (T2)
        turned_away("promise.repair", refusal.message)
        raise
    except TongbanError as refusal:
        db().rollback()
        return _page(refusal.message), 422
    db().commit()
    flash(_("信用已经修复，可以再次采用容缺受理和告知承诺。"), "success")
    return redirect(url_for("desk.supervision"), 303)
