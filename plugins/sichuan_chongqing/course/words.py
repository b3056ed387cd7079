"""The course in words, for both portals and both desks: the same events, the same sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sichuan_chongqing.course.state import Stage
from sichuan_chongqing.protocol import bodies as said
from sichuan_chongqing.protocol.message import Message

STAGE_NAMES: Mapping[Stage, str] = {
    Stage.COLLECTING: "移送中",
    Stage.COMPLETE: "办理中",
    Stage.SUPPLEMENTING: "待补正",
    Stage.DECIDED: "已作出决定",
    Stage.RESULT_SENT: "结果送达中",
    Stage.FINISHED: "办结",
    Stage.DECLINED: "退回",
}
OUTCOMES: Mapping[str, str] = {
    "granted": "准予",
    "refused": "不予",
    "not_accepted": "不予受理",
    "withdrawn": "撤回",
}
CONDITIONS: Mapping[str, str] = {"whole": "完好", "missing": "缺失", "damaged": "破损"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the story: when, which region, what."""

    at: str
    region: str
    words: str


def story(messages: tuple[Message, ...]) -> tuple[Line, ...]:
    """Tell what was said, in the order in which it was written; probes and acknowledgements are not told."""
    names = {paper.id: paper.name for each in messages for paper in _named(each.body)}
    told = (Line(each.written_at, each.sender, _tell(each.body, names)) for each in messages)
    return tuple(sorted((line for line in told if line.words), key=lambda line: line.at))


def _named(body: said.Body) -> tuple[said.Paper, ...]:
    return body.papers if isinstance(body, said.PapersSent) else ()


def _tell(body: said.Body, names: Mapping[str, str]) -> str:
    if isinstance(body, said.PapersReceived):
        return _papers(body, names)
    tell = _TOLD.get(type(body))
    return tell(body) if tell else ""


def _papers(body: said.PapersReceived, names: Mapping[str, str]) -> str:
    found = "、".join(f"{names.get(each.id, each.id)}{CONDITIONS[each.condition]}" for each in body.papers)
    return f"签收邮包 {body.parcel}：{found}。"


def _wanted(body: said.SupplementAsked) -> str:
    return f"一次性告知补正：{'；'.join(f'{each.name}（{each.reason}）' for each in body.wanted)}。"


def _result(body: said.ResultSent) -> str:
    way = {"electronic": "电子送达", "courier": f"交寄（{body.courier} {body.tracking}）", "window": "在窗口领取"}
    return f"{way[body.way]}：{body.name}。"


_TOLD: Mapping[type[said.Body], Callable[[Any], str]] = {
    said.Opened: lambda body: f"{body.intake.window}收件，收件凭证 {body.intake.receipt}，移送办理地。",
    said.MaterialSent: lambda body: f"移送电子材料 {body.file_name}。",
    said.PapersSent: lambda body: (
        f"交寄纸质材料：{body.courier} {body.tracking}，{'、'.join(p.name for p in body.papers)}。"
    ),
    said.Complete: lambda body: f"材料收齐，立案编号 {body.number}，办理期限从此起算。",
    said.Declined: lambda body: f"退回：{body.reasons}",
    said.Progress: lambda body: body.words,
    said.SupplementAsked: _wanted,
    said.SupplementSent: lambda _body: "补正材料已经收齐并移送。",
    said.NoticeSent: lambda body: f"送来文书：{body.name}（{body.number}）。",
    said.Decided: lambda body: f"作出{OUTCOMES[body.outcome]}决定。{body.reasons}".strip(),
    said.ResultSent: _result,
    said.ResultHanded: lambda body: f"结果已交{body.to}。",
    said.PartFinished: lambda body: f"本地部分办结：{OUTCOMES[body.outcome]}。{body.words}".strip(),
    said.JointResult: lambda body: f"联办结果：{OUTCOMES[body.outcome]}。{body.words}".strip(),
    said.Withdrawn: lambda body: f"申请人要求撤回：{body.reasons}",
}
