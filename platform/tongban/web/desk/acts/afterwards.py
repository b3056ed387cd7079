"""What is done to a result after it was given (XK 46–50, 69, 70; ORD §29)."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.definitions.notice_kinds import notice_kinds
from tongban.law import (
    Action,
    Actor,
    CancellationGround,
    CancelOutcome,
    Command,
    Correction,
    CorrectOutcome,
    DropRevocation,
    GrantRenewal,
    RecordHearing,
    RefuseRenewal,
    ReissueGround,
    ReissueOutcome,
    ResumeOutcome,
    RevocationGround,
    RevokeOutcome,
    SuspendOutcome,
    TellRevocation,
)
from tongban.law.grounds import CANCELLATION, REISSUE, REVOCATION
from tongban.web.desk.acts.act import ACTS, Act, Asked, Option, Sheet
from tongban.web.desk.acts.fields import ground_of, grounds, reasons


def _correct_fields(sheet: Sheet) -> list[Asked]:
    documents = tuple(Option(each, _(notice_kinds[each].title)) for each in dict.fromkeys(sheet.case.notices))
    decision = next((each.value for each in documents if each.value.endswith("_decision")), "")
    return [
        Asked("document", _("更正哪一份文书"), "choice", decision, options=documents),
        Asked("number", _("原文书的文号"), "line", required=False),
        Asked("place", _("更正之处"), "line"),
        Asked("was", _("原来的内容"), "line"),
        Asked("now", _("更正后的内容"), "line"),
        *reasons(_("更正的理由")),
    ]


def _correct(actor: Actor, sheet: Sheet) -> Command:
    correction = Correction(sheet.text("place"), sheet.text("was"), sheet.text("now"))
    return CorrectOutcome(actor, sheet.text("document"), (correction,), sheet.text("reasons"), sheet.text("number"))


def _enter(
    action: Action,
    labels: tuple[str, str, str],
    basis: str,
    asks: Callable[[Sheet], list[Asked]],
    command: Callable[[Actor, Sheet], Command],
    *,
    permission: str = "case.outcome",
    kind: str = "second",
    notice: bool = True,
) -> None:
    label, submit, done = labels
    ACTS[action] = Act(permission, label, submit, done, basis, kind=kind, notice=notice, asks=asks, command=command)


_enter(
    Action.GRANT_RENEWAL,
    (lazy("准予延续"), lazy("作出准予延续决定"), lazy("准予延续决定已经作出，决定书随即送达申请人。")),
    "行政许可法 §50",
    lambda _sheet: [Asked("opinion", _("准予延续的意见"))],
    lambda actor, sheet: GrantRenewal(actor, sheet.text("opinion")),
    kind="",
)
_enter(
    Action.REFUSE_RENEWAL,
    (lazy("不予延续"), lazy("作出不予延续决定"), lazy("不予延续的决定已经作出，决定书写明了理由和救济途径。")),
    "行政许可法 §50",
    lambda _sheet: reasons(_("不予延续的理由")),
    lambda actor, sheet: RefuseRenewal(actor, sheet.text("reasons")),
    kind="warning",
)
_enter(
    Action.CORRECT_OUTCOME,
    (lazy("更正文书"), lazy("发出更正通知书"), lazy("更正通知书已经发出，原文书保留在案。")),
    "335 §26; ORD §16",
    _correct_fields,
    _correct,
)
_enter(
    Action.REISSUE_OUTCOME,
    (lazy("补发、换发"), lazy("补发、换发"), lazy("已经补发、换发，有效期不变。")),
    "335 §26",
    lambda _sheet: [grounds(_("补发、换发的情形"), REISSUE), *reasons(_("理由"))],
    lambda actor, sheet: ReissueOutcome(actor, ground_of(sheet, ReissueGround), sheet.text("reasons")),
)
_enter(
    Action.SUSPEND_OUTCOME,
    (lazy("暂停使用"), lazy("作出暂停使用决定"), lazy("办理结果已经暂停使用，决定书随即送达申请人。")),
    "ORD §29",
    lambda _sheet: [
        *reasons(_("暂停使用的理由")),
        Asked("resume_when", _("恢复使用的条件"), "line", required=False),
    ],
    lambda actor, sheet: SuspendOutcome(actor, sheet.text("reasons"), sheet.text("resume_when")),
)
_enter(
    Action.RESUME_OUTCOME,
    (lazy("恢复使用"), lazy("恢复使用并告知申请人"), lazy("办理结果已经恢复使用。")),
    "ORD §29",
    lambda _sheet: reasons(_("恢复使用的理由")),
    lambda actor, sheet: ResumeOutcome(actor, sheet.text("reasons")),
)
_enter(
    Action.TELL_REVOCATION,
    (lazy("告知拟撤销"), lazy("发出拟撤销告知书"), lazy("拟撤销的理由和听证的权利已经告知。")),
    "行政许可法 §47、§69",
    lambda _sheet: [
        grounds(_("应当撤销的情形"), REVOCATION, RevocationGround.BREACH),
        *reasons(_("拟撤销的事实和理由")),
    ],
    lambda actor, sheet: TellRevocation(actor, ground_of(sheet, RevocationGround), sheet.text("reasons")),
)
_enter(
    Action.RECORD_HEARING,
    (lazy("登记听证笔录"), lazy("登记听证笔录"), lazy("听证笔录已经登记。")),
    "行政许可法 §48",
    lambda _sheet: [Asked("record", _("听证笔录"), help=_("写明时间、地点、参加人员和各方意见。"), lines=8)],
    lambda actor, sheet: RecordHearing(actor, sheet.text("record")),
    permission="case.hear",
    notice=False,
)
_enter(
    Action.DROP_REVOCATION,
    (lazy("不再撤销"), lazy("不再撤销"), lazy("已经记录，原决定继续有效。")),
    "行政许可法 §48",
    lambda _sheet: reasons(_("不再撤销的理由")),
    lambda actor, sheet: DropRevocation(actor, sheet.text("reasons")),
    notice=False,
)
_enter(
    Action.REVOKE_OUTCOME,
    (lazy("撤销决定"), lazy("作出撤销决定"), lazy("撤销决定已经作出，决定书写明了理由和救济途径。")),
    "行政许可法 §69",
    lambda _sheet: reasons(_("撤销的理由")),
    lambda actor, sheet: RevokeOutcome(actor, sheet.text("reasons")),
    kind="warning",
)
_enter(
    Action.CANCEL_OUTCOME,
    (lazy("注销"), lazy("作出注销决定"), lazy("注销决定已经作出，决定书随即送达申请人。")),
    "行政许可法 §70",
    lambda _sheet: [grounds(_("应当注销的情形"), CANCELLATION), *reasons(_("注销的理由"))],
    lambda actor, sheet: CancelOutcome(actor, ground_of(sheet, CancellationGround), sheet.text("reasons")),
    kind="warning",
)
