"""The acts about time: extension, suspension, termination (XK 42; ORD §39, §55)."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.definitions.model import Span
from tongban.errors import TongbanError
from tongban.law import (
    Action,
    Actor,
    ApproveExtension,
    AskExtension,
    Command,
    DenyExtension,
    ResumeCase,
    SuspendCase,
    SuspensionGround,
    TerminateCase,
    TerminationGround,
)
from tongban.law.grounds import SUSPENSION, TERMINATION
from tongban.web.desk.acts.act import ACTS, Act, Asked, Sheet
from tongban.web.desk.acts.fields import ground_of, grounds, reasons


def _ask_fields(_sheet: Sheet) -> list[Asked]:
    told = _("不填写的，按规定的最长时间延长。只能延长一次。")
    return [*reasons(_("延期的理由")), Asked("span", _("延长的工作日数"), "line", help=told, required=False)]


def _ask(actor: Actor, sheet: Sheet) -> Command:
    typed = sheet.text("span")
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) <= 3):
        raise TongbanError(_("延长的工作日数应为整数，请重新填写。"))
    return AskExtension(actor, sheet.text("reasons"), Span(int(typed)) if typed else None)


def _approve_fields(sheet: Sheet) -> list[Asked]:
    asked = sheet.case.extension
    told = _("申请的理由：%(why)s", why=asked.reasons) if asked else ""
    return [Asked("approved_by", _("批准的负责人"), "line", help=told, required=False)]


def _suspend_fields(_sheet: Sheet) -> list[Asked]:
    until = Asked("resume_when", _("恢复办理的条件"), "line", required=False)
    return [grounds(_("中止的情形"), SUSPENSION), *reasons(_("中止的理由")), until]


def _suspend(actor: Actor, sheet: Sheet) -> Command:
    ground = ground_of(sheet, SuspensionGround)
    return SuspendCase(actor, ground, sheet.text("reasons"), sheet.text("resume_when"))


ACTS[Action.ASK_EXTENSION] = Act(
    permission="case.extend",
    label=lazy("申请延期"),
    submit=lazy("提出延期申请"),
    done=lazy("延期申请已经提出，等待负责人批准。"),
    basis="行政许可法 §42",
    kind="second",
    notice=False,
    asks=_ask_fields,
    command=_ask,
)
ACTS[Action.APPROVE_EXTENSION] = Act(
    permission="case.stand_still",
    label=lazy("批准延期"),
    submit=lazy("批准延期并告知申请人"),
    done=lazy("期限已经延长，延期告知书随即送达申请人。"),
    basis="行政许可法 §42",
    kind="second",
    asks=_approve_fields,
    command=lambda actor, sheet: ApproveExtension(actor, sheet.text("approved_by")),
)
ACTS[Action.DENY_EXTENSION] = Act(
    permission="case.stand_still",
    label=lazy("不同意延期"),
    submit=lazy("不同意延期"),
    done=lazy("没有延期，期限照常计算。"),
    basis="行政许可法 §42",
    kind="second",
    notice=False,
    asks=lambda _sheet: reasons(_("不同意的理由"), _("提出申请的人员可以看到。")),
    command=lambda actor, sheet: DenyExtension(actor, sheet.text("reasons")),
)
ACTS[Action.SUSPEND_CASE] = Act(
    permission="case.stand_still",
    label=lazy("中止办理"),
    submit=lazy("中止办理并告知申请人"),
    done=lazy("办件已经中止，期限停止计算。"),
    basis="335 §25; ORD §39",
    help=lazy("只有列出的情形才能中止。中止期间不计入办理期限。"),
    kind="second",
    asks=_suspend_fields,
    command=_suspend,
)
ACTS[Action.RESUME_CASE] = Act(
    permission="case.stand_still",
    label=lazy("恢复办理"),
    submit=lazy("恢复办理并告知申请人"),
    done=lazy("办件已经恢复办理，期限继续计算。"),
    basis="335 §25; ORD §39",
    asks=lambda _sheet: reasons(_("恢复的理由")),
    command=lambda actor, sheet: ResumeCase(actor, sheet.text("reasons")),
)
ACTS[Action.TERMINATE_CASE] = Act(
    permission="case.stand_still",
    label=lazy("终止办理"),
    submit=lazy("终止办理"),
    done=lazy("办件已经终止，告知书写明了理由和救济途径。"),
    basis="335 §26",
    kind="warning",
    asks=lambda _sheet: [grounds(_("终止的情形"), TERMINATION), *reasons(_("终止的理由"))],
    command=lambda actor, sheet: TerminateCase(actor, ground_of(sheet, TerminationGround), sheet.text("reasons")),
)
