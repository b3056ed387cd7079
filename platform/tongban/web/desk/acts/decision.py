"""The decision and its delivery (335 §26)."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.law import Action, Deliver, Grant, Refuse
from tongban.law.notice_values import METHODS
from tongban.web.desk.acts.act import ACTS, Act, Asked, Option, Sheet


def _opinion_fields(sheet: Sheet) -> list[Asked]:
    return [Asked("opinion", _("“%(step)s”的办理意见", step=sheet.step_name))]


def _refuse_fields(_sheet: Sheet) -> list[Asked]:
    return [Asked("reasons", _("不予批准的理由"), help=_("写明事实、依据和理由，申请人会原样看到。"), lines=6)]


def _deliver_fields(sheet: Sheet) -> list[Asked]:
    ways = tuple(Option(each, _(METHODS.get(each, each))) for each in sheet.definition.delivery)
    receiver = Asked("receiver", _("签收人"), "line", sheet.case.applicant.name, required=False)
    return [Asked("method", _("送达方式"), "choice", ways[0].value, options=ways), receiver]


ACTS[Action.GRANT] = Act(
    permission="case.decide",
    label=lazy("准予"),
    submit=lazy("作出准予决定"),
    done=lazy("准予决定已经作出，决定书随即送达申请人。"),
    basis="335 §26",
    asks=_opinion_fields,
    command=lambda actor, sheet: Grant(actor, sheet.text("opinion")),
)

ACTS[Action.REFUSE] = Act(
    permission="case.decide",
    label=lazy("不予批准"),
    submit=lazy("作出不予决定"),
    done=lazy("不予决定已经作出，决定书写明了理由和救济途径。"),
    basis="335 §26; ORD §16",
    help=lazy("不予办理的决定应当说明理由，并告知申请人救济途径。没有理由不得作出。"),
    kind="warning",
    asks=_refuse_fields,
    command=lambda actor, sheet: Refuse(actor, sheet.text("reasons")),
)

ACTS[Action.DELIVER] = Act(
    permission="case.deliver",
    label=lazy("送达"),
    submit=lazy("登记送达"),
    done=lazy("已经送达，办件办结。"),
    basis="行政许可法 §44",
    help=lazy("送达结果后办件办结。"),
    asks=_deliver_fields,
    command=lambda actor, sheet: Deliver(actor, sheet.text("method"), sheet.text("receiver")),
)
