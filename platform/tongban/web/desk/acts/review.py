"""The acts of the review (335 §25; ORD §41)."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.law import (
    Action,
    Actor,
    Command,
    CompleteStep,
    EndSpecialProcedure,
    ReturnStep,
    StartSpecialProcedure,
    returnable,
)
from tongban.web.desk.acts.act import ACTS, Act, Asked, Option, Sheet, amount, span_of
from tongban.web.view_words import span as in_words


def _opinion_fields(sheet: Sheet) -> list[Asked]:
    return [Asked("opinion", _("“%(step)s”的办理意见", step=sheet.step_name))]


def _special_fields(sheet: Sheet) -> list[Asked]:
    span = sheet.longest
    if span is None:
        return []
    return [amount("announced", _("所需时间"), span, _("不得超过%(span)s。", span=in_words(span)))]


def _start_special(actor: Actor, sheet: Sheet) -> Command:
    return StartSpecialProcedure(actor, sheet.step_id or "", span_of(sheet, "announced", sheet.longest))


def _return_fields(sheet: Sheet) -> list[Asked]:
    steps = tuple(Option(each, sheet.definition.step(each).name) for each in returnable(sheet.case))
    last = steps[-1].value if steps else ""
    return [Asked("to", _("退回到"), "choice", last, options=steps), Asked("reason", _("退回的原因"))]


ACTS[Action.COMPLETE_STEP] = Act(
    permission="case.review",
    label=lazy("完成本环节"),
    submit=lazy("完成本环节"),
    done=lazy("本环节已经完成，转入下一环节。"),
    basis="335 §25",
    notice=False,
    asks=_opinion_fields,
    command=lambda actor, sheet: CompleteStep(actor, sheet.step_id or "", sheet.text("opinion")),
)

ACTS[Action.START_SPECIAL] = Act(
    permission="case.review",
    label=lazy("开始特殊程序"),
    submit=lazy("开始并告知申请人"),
    done=lazy("特殊程序已经开始，申请人已被告知。"),
    basis="335 §25; ORD §41",
    help=lazy("特殊程序所需时间应当书面告知申请人。"),
    asks=_special_fields,
    command=_start_special,
)

ACTS[Action.END_SPECIAL] = Act(
    permission="case.review",
    label=lazy("结束特殊程序"),
    submit=lazy("结束特殊程序"),
    done=lazy("特殊程序已经结束，转入下一环节。"),
    basis="335 §25; ORD §41",
    notice=False,
    asks=_opinion_fields,
    command=lambda actor, sheet: EndSpecialProcedure(actor, sheet.step_id or "", sheet.text("opinion")),
)

ACTS[Action.RETURN_STEP] = Act(
    permission="case.review",
    label=lazy("退回前一环节"),
    submit=lazy("退回"),
    done=lazy("已经退回，等待原环节重新办理。"),
    basis="335 §25",
    help=lazy("退回是内部流转，申请人的期限照常计算。"),
    kind="second",
    notice=False,
    asks=_return_fields,
    command=lambda actor, sheet: ReturnStep(actor, sheet.text("to"), sheet.text("reason")),
)
