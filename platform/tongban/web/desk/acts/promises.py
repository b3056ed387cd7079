"""The acts about promises: accepted with gaps, a second notice, and commitments after the decision."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.errors import TongbanError
from tongban.law import (
    AcceptTolerantly,
    Action,
    Actor,
    AllowSecondNotice,
    CheckCommitment,
    CheckRectification,
    CheckResult,
    Command,
    HandedIn,
    RevokeForBreach,
    SupplyLater,
    applicable,
)
from tongban.web.desk.acts.act import ACTS, Act, Asked, Option, Sheet, span_of
from tongban.web.view_words import span as in_words


def _promise_fields(sheet: Sheet) -> list[Asked]:
    wanting = applicable.missing(sheet.case, sheet.definition)
    later = sheet.case.later
    if later is not None and {each.id for each in wanting} <= set(later.materials):
        return []
    told = "；".join(
        _("“%(name)s”受理后%(limit)s内", name=each.name, limit=in_words(each.may_follow))
        for each in wanting
        if each.may_follow
    )
    text = sheet.definition.tolerance.promise if sheet.definition.tolerance else ""
    help_ = _(
        "后补的材料：%(told)s。承诺内容：%(promise)s可以先预览，打印承诺书请申请人签字。", told=told, promise=text
    )
    options = (Option("yes", _("申请人已经签署容缺受理承诺书")), Option("no", _("还没有签署")))
    return [Asked("signed", _("书面承诺"), "choice", help=help_, options=options)]


def _accept_tolerantly(actor: Actor, sheet: Sheet) -> Command:
    return AcceptTolerantly(actor, signed=sheet.text("signed") == "yes")


def _later_fields(sheet: Sheet) -> list[Asked]:
    owed = sheet.case.later.owed if sheet.case.later else ()
    options = tuple(Option(each, applicable.name_of(sheet.definition, each)) for each in owed)
    help_ = _("核对原件后登记收到纸质件；申请人也可以自己在网上补交。")
    return [Asked("material", _("收到哪一份材料"), "choice", owed[0] if owed else "", help_, options=options)]


def _supply_later(actor: Actor, sheet: Sheet) -> Command:
    return SupplyLater(actor, (HandedIn(sheet.text("material")),))


def _reason_fields(_sheet: Sheet) -> list[Asked]:
    return [Asked("reason", _("准许的理由"), help=_("写明为什么第一次没有告知。理由记录在案，并计入监督统计。"))]


def _check_fields(sheet: Sheet) -> list[Asked]:
    commitment = sheet.definition.commitment
    told = "；".join(each.rstrip("。；") for each in commitment.requirements) if commitment else ""
    results = (
        Option("kept", _("属实，与承诺一致")),
        Option("deviates", _("实际情况与承诺内容不符"), _("责令限期整改，整改通知书随即发出。")),
        Option("broken", _("没有履行承诺"), _("由首席代表作出撤销决定。")),
    )
    return [
        Asked("result", _("核查结果"), "choice", help=_("承诺的内容：%(told)s", told=told), options=results),
        Asked("findings", _("核查情况"), help=_("写明核查的时间、方式和发现的情况。不符的，申请人会原样看到。")),
    ]


def _check(actor: Actor, sheet: Sheet) -> Command:
    try:
        result = CheckResult(sheet.text("result"))
    except ValueError:
        raise TongbanError(_("请选择核查结果。"), article="ORD §32") from None
    return CheckCommitment(actor, result, sheet.text("findings"), span_of(sheet, "limit", None))


def _again_fields(_sheet: Sheet) -> list[Asked]:
    results = (Option("yes", _("已经整改，符合条件")), Option("no", _("逾期没有整改，或者整改后仍不符合条件")))
    return [
        Asked("mended", _("复查结果"), "choice", options=results),
        Asked("findings", _("复查情况"), help=_("写明复查的时间、方式和发现的情况。")),
    ]


def _check_again(actor: Actor, sheet: Sheet) -> Command:
    if sheet.text("mended") not in {"yes", "no"}:
        raise TongbanError(_("请选择复查结果。"), article="ORD §32")
    return CheckRectification(actor, sheet.text("mended") == "yes", sheet.text("findings"))


def _revoke_fields(_sheet: Sheet) -> list[Asked]:
    return [Asked("reasons", _("撤销的理由"), help=_("写明事实、依据和理由，申请人会原样看到。"), lines=6)]


ACTS[Action.ACCEPT_TOLERANTLY] = Act(
    permission="case.accept",
    label=lazy("容缺受理"),
    submit=lazy("容缺受理并发出通知书"),
    done=lazy("已经容缺受理，受理通知书写明了需要补交的材料和时限。"),
    basis="335 §19; ORD §33",
    help=lazy("主要材料齐全、只缺可以后补的材料的，申请人书面承诺后可以先予受理。"),
    kind="second",
    asks=_promise_fields,
    command=_accept_tolerantly,
)

ACTS[Action.SUPPLY_LATER] = Act(
    permission="case.take_in",
    label=lazy("登记补交的容缺材料"),
    submit=lazy("登记收到"),
    done=lazy("已经登记，收件凭证随即出具。"),
    basis="335 §19",
    kind="second",
    asks=_later_fields,
    command=_supply_later,
)

ACTS[Action.ALLOW_SECOND_NOTICE] = Act(
    permission="case.allow_notice",
    label=lazy("准许再次告知"),
    submit=lazy("准许再次告知"),
    done=lazy("已经准许再次告知，理由记录在案。"),
    basis="335 §18",
    help=lazy("一次性告知只有一次。确有必要再次告知的，由监督人员说明理由后准许，并计入监督统计。"),
    kind="warning",
    notice=False,
    asks=_reason_fields,
    command=lambda actor, sheet: AllowSecondNotice(actor, sheet.text("reason")),
)

ACTS[Action.CHECK_COMMITMENT] = Act(
    permission="case.check_commitment",
    label=lazy("核查承诺"),
    submit=lazy("保存核查结果"),
    done=lazy("核查结果已经记录。"),
    basis="ORD §32",
    help=lazy("准予决定依据申请人的承诺作出，应当在期限内核查承诺是否属实。"),
    asks=_check_fields,
    command=_check,
)

ACTS[Action.CHECK_RECTIFICATION] = Act(
    permission="case.check_commitment",
    label=lazy("复查整改"),
    submit=lazy("保存复查结果"),
    done=lazy("复查结果已经记录。"),
    basis="ORD §32",
    notice=False,
    asks=_again_fields,
    command=_check_again,
)

ACTS[Action.REVOKE_FOR_BREACH] = Act(
    permission="case.revoke_commitment",
    label=lazy("撤销决定"),
    submit=lazy("作出撤销决定"),
    done=lazy("撤销决定已经作出，撤销决定书随即送达申请人。"),
    basis="ORD §32",
    help=lazy("没有履行承诺，或者逾期没有整改的，应当撤销依据承诺作出的决定，并记录在案。"),
    kind="warning",
    asks=_revoke_fields,
    command=lambda actor, sheet: RevokeForBreach(actor, sheet.text("reasons")),
)
