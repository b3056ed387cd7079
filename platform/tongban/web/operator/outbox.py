"""The dead-letter desk: what could not be sent, why, and what a person decides: send again, or give up and say why."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from tongban.cases.telling import DeliveryRow, DeliveryState, give_up, in_trouble, send_again
from tongban.database import Scope, scoped
from tongban.errors import TongbanError
from tongban.tenancy.audit import record
from tongban.tenancy.tables import TenantRow
from tongban.web.guard import permitted
from tongban.web.house import db, now
from tongban.web.operator.room import blueprint, console
from tongban.web.people import the_staff
from tongban.web.scoping import enter
from tongban.web.telling_view import TellLine, tell_line

SEEING = Scope.everywhere("operator: deliveries that wait for a person")


@dataclass(frozen=True, slots=True)
class TroubleLine:
    """One delivery that waits for a person. `doubtful`: it may have got there."""

    key: str
    tenant: str
    tenant_name: str
    case: str
    line: TellLine
    cause: str
    attempts: int
    doubtful: bool


@blueprint.get("/outbox", endpoint="outbox")
@permitted("delivery.settle")
def outbox() -> str:
    return _show()


@blueprint.post("/outbox/<tenant>/<key>", endpoint="settle_delivery")
@permitted("delivery.settle")
def settle(tenant: str, key: str) -> Response | tuple[str, int]:
    """Send again, or give up; who did it is in the tenant's audit list."""
    if db().get(TenantRow, tenant) is None:
        abort(404)
    command, reason = request.form.get("command", ""), request.form.get("reason", "").strip()[:500]
    try:
        with scoped(tenant):
            _settle(tenant, key, command, reason)
            db().commit()
    except TongbanError as refusal:
        db().rollback()
        return _show(refusal.message), 422
    flash(_("已经安排重新发送。") if command == "again" else _("已经记录为不再发送。"), "success")
    return redirect(url_for("operator.outbox"))


@blueprint.post("/outbox", endpoint="settle_all")
@permitted("delivery.settle")
def settle_all() -> Response:
    """Send again all that certainly did not get there, as after an outage of a gateway; what may have waits."""
    enter(SEEING)
    waiting = [(each.tenant_id, each.key) for each in in_trouble(db()) if each.state == DeliveryState.DEAD]
    done = sum(_sent_again(tenant, key) for tenant, key in waiting)
    flash(_("已经安排重新发送 %(count)s 条。", count=done), "success")
    return redirect(url_for("operator.outbox"))


def _sent_again(tenant: str, key: str) -> bool:
    """Send one again in a transaction of its own; one that somebody has settled meanwhile is passed over."""
    try:
        with scoped(tenant):
            _settle(tenant, key, "again", "")
            db().commit()
    except TongbanError:
        db().rollback()
        return False
    return True


def _settle(tenant: str, key: str, command: str, reason: str) -> None:
    who = the_staff()
    if command == "again":
        send_again(db(), key, who.name, now())
    elif command == "give_up":
        give_up(db(), key, who.name, reason)
    else:
        raise TongbanError(_("没有这样的操作，没有作任何改动。"))
    record(
        db(), tenant=tenant, at=now(), actor=who.name, action="delivery.settle", target=key, allowed=True, note=reason
    )


def _show(error: str = "") -> str:
    enter(SEEING)
    names = {row.id: row.name for row in db().execute(select(TenantRow.id, TenantRow.name))}
    lines = [_line(each, names.get(each.tenant_id, each.tenant_id)) for each in in_trouble(db())]
    dead = sum(not each.doubtful for each in lines)
    return render_template("operator/outbox.html", lines=lines, dead=dead, error=error, console=console("outbox"))


def _line(row: DeliveryRow, tenant_name: str) -> TroubleLine:
    doubtful = row.state == DeliveryState.UNCERTAIN
    return TroubleLine(
        row.key, row.tenant_id, tenant_name, row.case_number, tell_line(row), row.cause, row.attempts, doubtful
    )
