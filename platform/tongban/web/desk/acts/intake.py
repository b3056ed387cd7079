"""The acts of a clerk before acceptance (335 §17, §18, §20)."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.errors import TongbanError
from tongban.law import Accept, Action, Actor, Command, Decline, DeclineGround, RequestSupplement
from tongban.web.desk.acts.act import ACTS, Act, Asked, Option, Sheet, amount, span_of
from tongban.web.desk.named import named_deficiencies
from tongban.web.view_words import span as in_words


def _supplement_fields(sheet: Sheet) -> list[Asked]:
    span = sheet.definition.supplement_within
    return [amount("limit", _("补正时限"), span, _("不得短于办事指南公布的%(span)s。", span=in_words(span)))]


def _request_supplement(actor: Actor, sheet: Sheet) -> Command:
    named = named_deficiencies(sheet.case, sheet.definition, sheet.posted)
    return RequestSupplement(actor, named, span_of(sheet, "limit", sheet.definition.supplement_within))


def _decline_fields(sheet: Sheet) -> list[Asked]:
    grounds = [
        Option("not_required", _("依法不需要办理")),
        Option("not_competent", _("不属于本部门职权范围")),
        Option("not_allowed", _("不符合法律、法规和国家有关规定")),
    ]
    if sheet.case.supplement is not None:
        grounds.append(Option("still_deficient", _("一次性告知后补正的材料仍不符合要求")))
    return [
        Asked("ground", _("不予受理的情形"), "choice", options=tuple(grounds)),
        Asked("reasons", _("不予受理的理由"), help=_("申请人会原样看到。")),
        Asked("where_to_go", _("应当向哪个部门申请"), "line", required=False, help=_("不属于本部门职权的，必须填写。")),
    ]


def _decline(actor: Actor, sheet: Sheet) -> Command:
    try:
        ground = DeclineGround(sheet.text("ground"))
    except ValueError:
        raise TongbanError(_("请选择不予受理的情形。"), article="335 §20") from None
    return Decline(actor, sheet.text("reasons"), sheet.text("where_to_go"), ground)


ACTS[Action.ACCEPT] = Act(
    permission="case.accept",
    label=lazy("受理"),
    submit=lazy("受理并发出通知书"),
    done=lazy("已经受理，受理通知书随即送达申请人。"),
    basis="335 §17",
    help=lazy("材料齐全、符合法定形式的，应当受理。受理之日起计算办理期限。"),
    command=lambda actor, _sheet: Accept(actor),
)

ACTS[Action.REQUEST_SUPPLEMENT] = Act(
    permission="case.notice",
    label=lazy("一次性告知补正"),
    submit=lazy("发出一次性补正告知书"),
    done=lazy("一次性补正告知书已经发出，等待申请人补正。"),
    basis="335 §18",
    help=lazy("只有一次告知的机会：请把需要补正的内容一次写全，发出后不能再次要求补正。"),
    kind="second",
    asks=_supplement_fields,
    command=_request_supplement,
)

ACTS[Action.CORRECT] = Act(
    permission="case.check",
    label=lazy("当场更正"),
    submit=lazy("保存更正"),
    done=lazy("已经当场更正。"),
    basis="ORD §15",
    help=lazy("可以当场更正的错误，由申请人在窗口当场更正，不需要发告知书。"),
    kind="second",
    notice=False,
)

ACTS[Action.DECLINE] = Act(
    permission="case.decline",
    label=lazy("不予受理"),
    submit=lazy("作出不予受理决定"),
    done=lazy("不予受理通知书已经发出。"),
    basis="335 §20",
    help=lazy("不予受理应当说明理由；不属于本部门职权的，告知应当向哪个部门申请。"),
    kind="warning",
    asks=_decline_fields,
    command=_decline,
)
