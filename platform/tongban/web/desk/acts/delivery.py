"""Getting a result to the applicant, by every way (335 §15, §26; XK 44)."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.law import (
    Action,
    Actor,
    AnnounceDelivery,
    Command,
    Deliver,
    FailureGround,
    RecordFailedDelivery,
    SendResult,
)
from tongban.law.grounds import FAILURE
from tongban.law.notice_values import METHODS
from tongban.web.desk.acts.act import ACTS, Act, Asked, Option, Sheet
from tongban.web.desk.acts.fields import ground_of, grounds, reasons


def _ways(sheet: Sheet) -> tuple[str, ...]:
    fetched = ("window",) if sheet.case.failed_deliveries else ()
    return tuple(dict.fromkeys((*sheet.definition.delivery, *fetched)))


def _courier_fields(*, required: bool) -> list[Asked]:
    return [
        Asked("carrier", _("承运单位"), "line", required=required),
        Asked("tracking", _("运单号"), "line", required=required),
    ]


def _deliver_fields(sheet: Sheet) -> list[Asked]:
    sent, offered = sheet.case.dispatch, _ways(sheet)
    ways = tuple(Option(each, _(METHODS.get(each, each))) for each in offered)
    asked = [
        Asked("method", _("送达方式"), "choice", sent.method if sent else ways[0].value, options=ways),
        Asked("receiver", _("签收人"), "line", sheet.case.applicant.name, required=False),
    ]
    return asked if sent or "courier" not in offered else [*asked, *_courier_fields(required=False)]


def _deliver(actor: Actor, sheet: Sheet) -> Command:
    sent = (sheet.text("carrier"), sheet.text("tracking"))
    return Deliver(actor, sheet.text("method"), sheet.text("receiver"), *sent)


def _failed_fields(sheet: Sheet) -> list[Asked]:
    sent = sheet.case.dispatch
    ways = tuple(Option(each, _(METHODS.get(each, each))) for each in _ways(sheet))
    return [
        Asked("method", _("送达方式"), "choice", sent.method if sent else ways[0].value, options=ways),
        grounds(_("没有成功的原因"), FAILURE),
        Asked("note", _("经过和日期")),
    ]


def _failed(actor: Actor, sheet: Sheet) -> Command:
    return RecordFailedDelivery(actor, ground_of(sheet, FailureGround), sheet.text("note"), sheet.text("method"))


ACTS[Action.DELIVER] = Act(
    permission="case.deliver",
    label=lazy("送达"),
    submit=lazy("登记送达"),
    done=lazy("送达已经登记。"),
    basis="行政许可法 §44",
    help=lazy("送达结果后办件办结。寄递的，应当登记承运单位和运单号。"),
    asks=_deliver_fields,
    command=_deliver,
)
ACTS[Action.SEND_RESULT] = Act(
    permission="case.deliver",
    label=lazy("交寄"),
    submit=lazy("登记交寄"),
    done=lazy("已经交寄，申请人可以按运单号查询；签收后登记送达。"),
    basis="335 §15",
    kind="second",
    notice=False,
    asks=lambda _sheet: _courier_fields(required=True),
    command=lambda actor, sheet: SendResult(actor, sheet.text("carrier"), sheet.text("tracking")),
)
ACTS[Action.FAILED_DELIVERY] = Act(
    permission="case.deliver",
    label=lazy("登记送达未成功"),
    submit=lazy("登记送达未成功"),
    done=lazy("已经登记，请用其他方式送达；送达期限照常计算。"),
    basis="335 §26",
    kind="second",
    notice=False,
    asks=_failed_fields,
    command=_failed,
)
ACTS[Action.ANNOUNCE_DELIVERY] = Act(
    permission="case.deliver",
    label=lazy("公告送达"),
    submit=lazy("发出公告"),
    done=lazy("公告已经发出，公告期满视为送达。"),
    basis="民事诉讼法 §95",
    help=lazy("用其他方式都无法送达的，才能公告送达。"),
    kind="second",
    asks=lambda _sheet: reasons(_("公告送达的原因和经过")),
    command=lambda actor, sheet: AnnounceDelivery(actor, sheet.text("reasons")),
)
