"""What the plugin's pages say by name, in the reader's language: stages, modes, roles, outcomes, conditions."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from sichuan_chongqing.agreements.model import Mode, Teller
from sichuan_chongqing.course import Role, Stage

#: how a stage is coloured, at every page alike
_TONES = {Stage.FINISHED: "green", Stage.SUPPLEMENTING: "yellow", Stage.DECLINED: "red"}


def stage_tone(stage: Stage) -> str:
    return _TONES.get(stage, "brand")


def stage_words() -> dict[Stage, str]:
    return {
        Stage.COLLECTING: _("移送中"),
        Stage.COMPLETE: _("办理中"),
        Stage.SUPPLEMENTING: _("待补正"),
        Stage.DECIDED: _("已作出决定"),
        Stage.RESULT_SENT: _("结果送达中"),
        Stage.FINISHED: _("办结"),
        Stage.DECLINED: _("退回"),
    }


def mode_words() -> dict[Mode, str]:
    return {Mode.ONLINE: _("全程网办"), Mode.TAKEN_IN: _("异地代收代办"), Mode.JOINT: _("多地联办")}


def mode_texts() -> dict[Mode, str]:
    """Say how one applies in each mode."""
    return {
        Mode.ONLINE: _("在这里填写和提交，由办理地受理和决定，文书和结果送回这里；不会操作的，到本地协议窗口帮办。"),
        Mode.TAKEN_IN: _("在本地协议窗口核验身份、提交材料，由窗口移送办理地；办理期限自办理地收齐材料起算。"),
        Mode.JOINT: _("两地各办一部分，同时进行，由牵头地出具联办结果；请到本地协议窗口提交。"),
    }


def role_words() -> dict[Role, str]:
    return {Role.RECEIVING: _("收件地"), Role.HANDLING: _("办理地")}


def outcome_words() -> dict[str, str]:
    return {"granted": _("准予"), "refused": _("不予"), "not_accepted": _("不予受理"), "withdrawn": _("撤回")}


def condition_words() -> dict[str, str]:
    return {"whole": _("完好"), "missing": _("缺失"), "damaged": _("破损")}


def intake_words() -> dict[str, str]:
    return {"open": _("收件中"), "asked": _("已一次性告知"), "received": _("已出收件凭证"), "handed_over": _("已移送")}


def teller_words(tells: Mapping[str, Teller]) -> list[tuple[str, str]]:
    """Say who tells the applicant what, as the agreement has it."""
    who = {Teller.RECEIVING: _("收件地"), Teller.HANDLING: _("办理地"), Teller.BOTH: _("两地")}
    what = {"progress": _("办理进度"), "supplement": _("补正"), "decision": _("决定")}
    return [(words, who[tells[name]]) for name, words in what.items()]


def now_words(stage: Stage) -> dict[str, str]:
    """Tell the applicant first where their case stands: heading, sentence, tone."""
    told = {
        Stage.COLLECTING: (
            _("正在送往办理地"), _("申请已经由本平台送往办理地，办理地收到后立案，请耐心等待。"), "",
        ),
        Stage.COMPLETE: (
            _("办理地正在办理"), _("办理地已经收齐材料并立案，期限从立案起算，有进展会显示在这里。"), "",
        ),
        Stage.SUPPLEMENTING: (
            _("请补正材料"), _("办理地已经一次性告知全部需要补正的内容，请一次补齐。"), "now",
        ),
        Stage.DECIDED: (
            _("办理地已经作出决定"), _("结果正在送来，送到以后可以在这里打开或者领取。"), "",
        ),
        Stage.RESULT_SENT: (_("结果已经送出"), _("请按下面的方式领取，收到以后请确认。"), "now"),
        Stage.FINISHED: (_("已经办结"), _("文书和结果保存在这里，可以随时打开。"), "good"),
        Stage.DECLINED: (_("办理地没有立案"), _("原因见下。改正以后可以重新申请。"), "warning"),
    }  # fmt: skip
    return dict(zip(("title", "text", "tone"), told[stage], strict=True))
