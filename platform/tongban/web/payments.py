"""Where the payment gateway tells that an invoice was paid: signed, recorded once, answered at once (L13)."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from tongban.cases.payments.orders import confirm, order_of
from tongban.cases.payments.tables import PaymentOrderRow
from tongban.delivery.channels import signed_well
from tongban.delivery.payments import told_paid
from tongban.errors import NotFound, TongbanError
from tongban.law import Refusal
from tongban.tenancy.audit import record
from tongban.web.guard import public
from tongban.web.house import books, db, house, now
from tongban.web.plugged import ask
from tongban.web.scoping import enter

blueprint = Blueprint("payments", __name__, url_prefix="/payments")

LARGEST = 1 << 14  # bytes of a confirmation that are read


@blueprint.post("/callback", endpoint="callback")
@public
def callback() -> Response:
    """Take a confirmation. 200 also for one that is known already, so that the gateway stops telling."""
    body = request.get_data(cache=False) if (request.content_length or 0) <= LARGEST else b""
    row, refusal = _order_told(body)
    key = _key_for(row)
    if not key or not signed_well(key, dict(request.headers), body, now()):
        return _said(401, "缴费结果的签名不对，或者已经过期，没有登记。")
    if row is None:
        return _said(404 if isinstance(refusal, NotFound) else 400, refusal.message if refusal else "")
    told = told_paid(body)
    enter(row.tenant_id)
    answer = confirm(db(), books(), row, told.payment, told.amount, told.at, now())
    if isinstance(answer, Refusal):
        record(
            db(), tenant=row.tenant_id, at=now(), actor="gateway", action="payment.confirm", target=told.invoice,
            allowed=False, note=answer.message,
        )  # fmt: skip
    db().commit()
    return _said(422, answer.message) if isinstance(answer, Refusal) else _said(200, "已经登记。")


def _order_told(body: bytes) -> tuple[PaymentOrderRow | None, TongbanError | None]:
    """Find the order of which a confirmation speaks, before anything it says is believed."""
    try:
        return order_of(db(), told_paid(body).invoice), None
    except TongbanError as refusal:
        return None, refusal


def _key_for(row: PaymentOrderRow | None) -> str:
    """Give the key by which the confirmation must be signed: the tenant's own gateway's, where it has one."""
    if row is not None:
        books()  # a gateway that was connected a moment ago is known
        for _plugin, own in ask("payment", row.tenant_id, about=row.case_number):
            if own is not None:
                return str(own.key)
    return house().settings.pay_key


def _said(status: int, message: str) -> Response:
    answer = jsonify(message=message)
    answer.status_code = status
    return answer
