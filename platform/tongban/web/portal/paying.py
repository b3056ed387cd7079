"""Pay a fee: what is due and until when, and the way to the gateway's page (L13)."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from tongban.cases.payments.tables import PaymentOrderRow
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.web.guard import permitted
from tongban.web.house import db
from tongban.web.portal.answer import Answer
from tongban.web.portal.my_case import of_my_case
from tongban.web.portal.room import blueprint


@blueprint.get("/cases/<number>/pay", endpoint="pay")
@permitted("case.own")
@of_my_case
def pay(row: CaseRow) -> Answer:
    """Lead to the gateway's own page; nothing is asked of the gateway here, so a slow one delays nobody."""
    told = case_of(row)
    here = url_for("portal.case", tenant=row.tenant_id, number=row.number)
    if told.fees is None or not told.fee_is_due:
        flash(_("这个办件现在没有待缴的费用。"))
        return redirect(here)
    order = db().scalar(select(PaymentOrderRow).where(PaymentOrderRow.invoice == told.fees.invoice))
    if order is None or not order.pay_url:
        flash(_("缴费页面还没有准备好，请稍后再试，或者在政务服务中心窗口缴费。"), "warning")
        return redirect(here)
    return redirect(order.pay_url, 303)
