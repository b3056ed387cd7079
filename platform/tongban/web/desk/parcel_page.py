"""Have the connected courier fetch a result: the window says to whom, the courier gives the number (335 §15)."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.cases import outbox
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.delivery.parcels import BOOK_PARCEL, booking, parcel_of
from tongban.errors import TongbanError
from tongban.law import Action
from tongban.tenancy.applicants import applicant as applicant_row
from tongban.web.desk.case_view import possible_now
from tongban.web.desk.room import actor_as, blueprint, the_case
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.plugged import connected


@blueprint.route("/cases/<number>/parcel", methods=["GET", "POST"], endpoint="parcel")
@permitted("case.deliver")
def parcel_page(number: str) -> Response | str | tuple[str, int]:
    """Ask for receiver, phone and address; the booking is carried out after commit."""
    row = the_case(number)
    role = _may_send(row)
    typed = request.form or _known(row)
    if request.method == "GET":
        return _page(row, typed)
    try:
        office = books().workspace.tenants[row.tenant_id]
        parcel = parcel_of(
            case_of(row), row.title, office.name, office.address,
            typed.get("receiver", ""), typed.get("phone", ""), typed.get("address", ""),
        )  # fmt: skip
    except TongbanError as refusal:
        return _page(row, typed, refusal.message), 422
    outbox.post(db(), row.tenant_id, BOOK_PARCEL, booking(parcel, row.number, actor_as(role)), now())
    db().commit()
    flash(_("已经通知快递上门取件；取得运单号后自动登记交寄，签收后自动登记送达。"), "success")
    return redirect(url_for("desk.case", number=row.number), 303)


def may_book(row: CaseRow) -> bool:
    """Tell whether the reader can have a courier fetch this result now."""
    return connected("courier", row.tenant_id) and any(each.action is Action.SEND_RESULT for each in possible_now(row))


def _may_send(row: CaseRow) -> str:
    found = [each for each in possible_now(row) if each.action is Action.SEND_RESULT]
    if not found or found[0].not_yet or not connected("courier", row.tenant_id):
        raise TongbanError(_("这件办件现在不能由快递系统取件，请看办理经过。"))
    return found[0].role


def _known(row: CaseRow) -> dict[str, str]:
    return {"receiver": row.applicant_name, "phone": applicant_row(db(), row.applicant_id).phone, "address": ""}


def _page(row: CaseRow, typed: object, error: str = "") -> str:
    return render_template("desk/parcel.html", case=row, typed=typed, error=error)
