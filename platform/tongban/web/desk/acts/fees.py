"""The acts about fees: no cash without a receipt's number, no refund without a reason (335 §27; ORD §46)."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.errors import TongbanError
from tongban.law import Action, Actor, AssessFees, Command, OrderRefund, RecordPayment, RecordRefund
from tongban.law.case import FeeRun
from tongban.web.desk.acts.act import ACTS, Act, Asked, Option, Sheet
from tongban.web.desk.acts.fields import reasons
from tongban.web.view_words import yuan

BASIS = "335 §27"


def _run(sheet: Sheet) -> FeeRun:
    if sheet.case.fees is None:
        raise TongbanError(_("这件办件没有应缴的费用。"))
    return sheet.case.fees


def _payment_fields(sheet: Sheet) -> list[Asked]:
    run = _run(sheet)
    told = _("应收 %(total)s 元（缴款单号：%(invoice)s）。", total=yuan(run.total), invoice=run.invoice)
    return [Asked("receipt", _("财政票据号码"), "line", help=told + _("没有票据不得收费。"))]


def _record_payment(actor: Actor, sheet: Sheet) -> Command:
    run = _run(sheet)
    return RecordPayment(actor, run.invoice, sheet.text("receipt")[:60], run.total, way="window")


def _refund_fields(sheet: Sheet) -> list[Asked]:
    owed = [each for each in _run(sheet).owed_back if _at_window(sheet, each.payment)]
    options = tuple(Option(each.payment, _("%(n)s，%(y)s 元", n=each.payment, y=yuan(each.amount))) for each in owed)
    first = options[0].value if options else ""
    return [
        Asked("payment", _("退还哪一笔"), "choice", first, options=options),
        Asked("number", _("退费凭证号码"), "line"),
    ]


def _at_window(sheet: Sheet, payment_id: str) -> bool:
    payment = _run(sheet).payment(payment_id)
    return payment is not None and payment.way == "window"


ACTS[Action.ASSESS_FEES] = Act(
    permission="case.charge",
    label=lazy("开出缴费通知书"),
    submit=lazy("开出通知书"),
    done=lazy("缴费通知书已经开出。"),
    basis=BASIS,
    command=lambda actor, _sheet: AssessFees(actor),
)
ACTS[Action.RECORD_PAYMENT] = Act(
    permission="case.charge",
    label=lazy("登记窗口缴费"),
    submit=lazy("登记缴费"),
    done=lazy("缴费已经登记，缴费凭证随即发出。"),
    basis=BASIS,
    asks=_payment_fields,
    command=_record_payment,
)
ACTS[Action.ORDER_REFUND] = Act(
    permission="case.refund",
    label=lazy("退还费用"),
    submit=lazy("决定退费"),
    done=lazy("退费已经决定，退费通知书随即发出。"),
    basis=BASIS,
    kind="warning",
    asks=lambda _sheet: reasons(_("退费的理由")),
    command=lambda actor, sheet: OrderRefund(actor, sheet.text("reasons")),
)
ACTS[Action.RECORD_REFUND] = Act(
    permission="case.charge",
    label=lazy("登记窗口退费"),
    submit=lazy("登记退费"),
    done=lazy("退费已经登记。"),
    basis=BASIS,
    notice=False,
    asks=_refund_fields,
    command=lambda actor, sheet: RecordRefund(actor, sheet.text("payment"), sheet.text("number")[:60]),
)
