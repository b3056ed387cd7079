"""A value of the language as the text of one cell, and back. What has no cell of its own is written in YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from marshmallow import ValidationError, fields

from tongban.definitions.schema.entries import keys_in
from tongban.definitions.schema.flow import flow
from tongban.definitions.scope import APPLICANT_LABELS
from tongban.definitions.spans import WORDS as UNITS
from tongban.definitions.strict_yaml import read_yaml
from tongban.definitions.vocabulary.entries import ListOf, Part
from tongban.definitions.vocabulary.kinds import Condition, Moment, OneOf, Pattern, Span, Text, Whole, YesNo

#: Words of the language in a civil servant's terms; a word that is not here stands for itself.
WORDS: Mapping[str, str] = {
    **APPLICANT_LABELS, "none": "无", "on_the_spot": "当场办结", "online": "网上", "window": "窗口", "agent": "代办",
    "kiosk": "自助终端", "courier": "邮寄", "electronic": "电子", "full": "全程网办", "intake": "网上收件",
    "consult": "网上咨询", "applicant": "申请人自备", "government": "政府部门核发", "intermediary": "中介机构出具",
    "issuer": "出具机关", "verified": "窗口核验", "uploaded": "申请人上传", "declared": "申请人声明",
    "window_clerk": "窗口人员", "reviewer": "审查人员", "chief_representative": "首席代表", "licence": "证照",
    "approval": "批文", "city": "市级", "county": "区县级", "township": "乡镇级", "village": "村级", "province": "省级",
    "national": "全国", "active": "在用", "cancelled": "已取消", "statutory": "法定机关", "authorised": "授权组织",
    "entrusted": "受委托组织", "paper": "纸质", "both": "纸质或者电子", "on_site": "现场核查", "data": "数据比对",
    "sampling": "抽查",
}  # fmt: skip
_BACK = {told: word for word, told in WORDS.items()}
_SPAN = re.compile(r"([1-9][0-9]{0,4})\s*(个?工作日|日|天|个?月|年)")
_UNIT = {"工作日": "working_days", "日": "days", "天": "days", "月": "months", "年": "years"}
_YES, _NO = "是", "否"


@dataclass(frozen=True, slots=True)
class CellFault:
    """Why a text is no such value, and what would be right."""

    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Cellable:
    """A kind of value that fits into a cell."""

    kind: fields.Field

    @property
    def words(self) -> tuple[str, ...]:
        """Return the texts of a drop-down list."""
        if isinstance(self.kind, OneOf):
            return tuple(WORDS.get(each, each) for each in self.kind.words)
        return (_YES, _NO) if isinstance(self.kind, YesNo) else ()

    def told(self, value: object) -> str:
        """Write a value as the text of a cell; an absent one as no text."""
        return "" if value is None else _told(self.kind, value)

    def taken(self, text: str) -> object | CellFault:
        """Read the text of a cell; the value is one that the vocabulary takes."""
        try:
            value = _taken(self.kind, text)
            self.kind.deserialize(value)
        except ValidationError as error:
            return _fault(error.messages)
        except ValueError as error:
            return CellFault(str(error), f"这里应写{getattr(self.kind, 'expects', '一个值')}。")
        return value


def cellable(kind: fields.Field) -> Cellable | None:
    """Return how a kind is written into a cell; None for what holds entries of its own."""
    if isinstance(kind, ListOf):
        return Cellable(kind) if type(kind) is ListOf and (_single(kind.inner) or _flat(kind.inner)) else None
    return Cellable(kind) if _single(kind) else None


def _single(kind: fields.Field) -> bool:
    return isinstance(kind, Text | Pattern | Moment | Whole | YesNo | OneOf | Condition | Span)


def _flat(kind: fields.Field) -> bool:
    """Tell whether an entry is written on one line of YAML: no lists and no entries of its own."""
    return isinstance(kind, Part) and all(_single(each) for each in keys_in(kind.schema).values())


def _told(kind: fields.Field, value: object) -> str:
    if isinstance(kind, ListOf) and isinstance(value, list):
        return "\n".join(_told(kind.inner, each) for each in value)
    if isinstance(kind, YesNo) and isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(kind, Span) and isinstance(value, Mapping):
        ((unit, amount),) = value.items()
        return f"{amount} {UNITS[unit]}"
    if isinstance(kind, OneOf | Span) and isinstance(value, str):
        return WORDS.get(value, value)
    return value if isinstance(value, str) else flow(value)


def _taken(kind: fields.Field, text: str) -> object:  # noqa: PLR0911 - one line for each kind
    if isinstance(kind, ListOf):
        return [_taken(kind.inner, line) for line in text.split("\n") if line.strip()]
    if isinstance(kind, YesNo):
        return {_YES: True, _NO: False, "true": True, "false": False}.get(text, text)
    if isinstance(kind, Whole):
        return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else text
    if isinstance(kind, Condition):
        return {"true": True, "false": False}.get(text, text)
    if isinstance(kind, Span):
        return _span(kind, text)
    if isinstance(kind, Part) and text.startswith("{"):
        return _yaml(text)
    return _word(kind, text) if isinstance(kind, OneOf) else text


def _yaml(text: str) -> object:
    document, findings = read_yaml(f"it: {text}\n", "cell")
    if document is None:
        raise ValueError("；".join(each.message for each in findings))
    return document.data["it"]


def _span(kind: Span, text: str) -> object:
    if _BACK.get(text, text) in kind.words:
        return _BACK.get(text, text)
    if match := _SPAN.fullmatch(text):
        return {_UNIT[match[2].removeprefix("个")]: int(match[1])}
    raise ValueError(f"“{text}”不是一段时间，应写成“5 个工作日”“30 日”“6 个月”或者“1 年”。")


def _word(kind: OneOf, text: str) -> str:
    if text in kind.words:
        return text
    return next((word for word in kind.words if WORDS.get(word) == text), text)


@dataclass(frozen=True, slots=True)
class Written:
    """Any other value, written on one line of YAML: choices of a field, bounds of a number."""

    words: tuple[str, ...] = ()

    def told(self, value: object) -> str:
        return "" if value is None else flow(value)

    def taken(self, text: str) -> object | CellFault:
        try:
            return _yaml(text)
        except ValueError as error:
            return CellFault(str(error), "例如：{yes: 是, no: 否}。")


def _fault(messages: object) -> CellFault:
    """Say the first thing that the vocabulary refuses, and its hint."""
    found = messages
    while isinstance(found, dict | list) and found:
        found = next(iter(found.values())) if isinstance(found, dict) else found[0]
    return CellFault(str(found), str(getattr(found, "hint", "")))
