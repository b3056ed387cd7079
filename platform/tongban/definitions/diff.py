"""Tell in Chinese sentences what differs between two versions of an item (C5)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from tongban.conditions import ALWAYS, NEVER, Expression
from tongban.conditions.tell import Words, tell
from tongban.conditions.types import ChoiceOf, Simple
from tongban.definitions.model import Basis, Definition, Field, Material, Question, Span, Step, Tolerance, TrustLevel
from tongban.definitions.notice_kinds import notice_kinds
from tongban.definitions.policies import name_of
from tongban.definitions.scope import APPLICANT_KIND, APPLICANT_LABELS
from tongban.definitions.spans import tell_span

_PARTS = {
    "label": "名称", "name": "名称", "title": "标题", "ask": "问题", "help": "填写说明", "example": "示例",
    "type": "字段类型", "options": "填写要求", "element": "数据元", "personal": "个人信息标记", "source": "来源",
    "trust": "可信等级", "licence": "电子证照", "formats": "文件格式", "max_mb": "文件大小上限（MB）",
    "originals": "原件份数", "copies": "复印件份数", "criteria": "受理标准", "sample": "样本",
    "may_follow": "容缺后补期限", "by": "办理岗位", "points": "审查要点", "within": "环节时限",
    "special_procedure": "特殊程序", "decides": "决定环节标记", "choices": "选项", "message": "提示", "at": "提示位置",
    "holds": "校验条件", "when": "适用条件", "required": "必填条件", "readonly": "只读条件", "computed": "计算方法",
    "columns": "表格的列", "each": "逐行校验的表格", "standard": "审查标准", "negative": "禁止性条件标记",
    "source_note": "来源渠道说明", "issuer": "出具机构", "issued_within": "出具时间要求", "form": "材料形式",
    "paper": "纸质规格", "blank_form": "空白表格", "copy_note": "复印件要求", "in_person": "本人到现场填写的要求",
    "basis": "依据", "note": "备注", "shared_data": "数据共享核验", "result_of": "由哪个事项的结果代替",
    "trust_policy": "可信等级的规定",
    "together": "并联分组", "office": "办理处室", "department": "征求意见的部门", "output": "审查结果",
    "assign": "分派方式",
    "countersign": "会签岗位", "four_eyes": "不得由同一人办理的环节", "lead": "牵头环节", "joint": "联合办理标记",
    "over": "输入", "gives_type": "给出的值", "rows": "各行", "unit": "单位", "otherwise": "都不符合时的值",
    "amount": "金额", "table": "金额决策表", "reduction": "减免", "online": "网上缴费", "valid": "有效期",
    "validity_note": "有效期说明", "kind": "类型", "text": "文字", "content": "内容",
}  # fmt: skip
_PLAIN = ("title", "summary", "visits", "visits_reason", "online_depth")
_LISTS = ("channels", "delivery", "themes", "keywords", "rights", "obligations", "joint_departments")
#: Elements told as a whole: few items have them, and they seldom change.
_WHOLE = (
    "commitment", "tolerance", "quantity_limit", "intermediaries", "central_department", "powers", "reach", "in_hall",
    "village_agent", "online_payment", "courier", "local", "case_no",
)  # fmt: skip
_OF_SERVICE = (
    "address", "hours", "phone", "complaints", "traffic", "consult", "complain", "online_url", "mobile_url", "kiosks",
    "appointment",
)  # fmt: skip
_ROLES = {
    "window_clerk": "窗口人员", "reviewer": "审查人员", "chief_representative": "首席代表",
    "justice_bureau": "司法局", "catalogue_office": "审改办", "district_manager": "区县事项管理人员",
}  # fmt: skip
_THEN = {"refuse": "不能准予", "decide": "按已有材料决定", "end": "终止办理"}


def tell_differences(old: Definition, new: Definition) -> tuple[str, ...]:
    """Return one sentence for each difference that people would notice; empty where there is none."""
    return tuple(_differences(old, new, Telling(words_of(old), words_of(new))))


class Telling:
    """How the two sides call things."""

    def __init__(self, old: Words, new: Words) -> None:
        self.old = old
        self.new = new

    def pair(self, before: object, after: object) -> tuple[str, str]:
        return tell_value(before, self.old), tell_value(after, self.new)


def words_of(definition: Definition) -> Words:
    """Return what conditions of a definition are told with."""
    labels = {APPLICANT_KIND: "申请人类型"}
    units: dict[str, str] = {}
    choices: dict[str, dict[str, str]] = {APPLICANT_KIND: dict(APPLICANT_LABELS)}
    for question in definition.situation:
        labels[question.id] = question.label or question.ask
        choices[question.id] = {each.value: each.label for each in question.choices}
    for table in definition.tables:
        labels[table.id] = table.title
        choices[table.id] = dict(table.choice_labels)
        if table.unit:
            units[table.id] = table.unit
    for field in definition.fields:
        for name, each in [(field.id, field), *((f"row.{column.id}", column) for column in field.columns)]:
            labels[name] = each.label
            if unit := getattr(each.options, "unit", ""):
                units[name] = unit
            if offered := getattr(each.options, "choices", ()):
                choices[name] = {offer.value: offer.label for offer in offered}
    return Words(labels, units, choices)


def tell_value(value: object, words: Words) -> str:
    """Say a value as a person would."""
    match value:
        case Expression():
            told = "任何情况下" if value == ALWAYS else "从不" if value == NEVER else f"当{tell(value, words)}时"
        case Span():
            told = tell_span({str(value.unit): value.amount})
        case bool():
            told = "是" if value else "否"
        case Basis():
            told = f"《{value.law}》{value.article}"
        case TrustLevel():
            told = _trust(value, words)
        case Tolerance():
            told = f"{value.promise}{value.consequence}逾期处理方式：{_THEN[value.then]}。"
        case tuple():
            told = "、".join(tell_value(each, words) for each in value)
        case _ if is_dataclass(value):
            told = "、".join(
                tell_value(getattr(value, each.name), words) for each in fields(value) if _said(value, each)
            )
        case _:
            told = _ROLES.get(str(value), str(value)) if value is not None else ""
    return told or "无"


def _trust(level: TrustLevel, words: Words) -> str:
    """Say what a level of trust allows (F7)."""
    within = f"{tell_value(level.reuse_within, words)}内" if level.reuse_within else "有效期内"
    told = [level.name, level.told.rstrip("。"), f"{within}可以再次使用" if level.reuse else "不再次使用"]
    told += ["可以预先填入"] if level.prefill else []
    told += ["须再次出示原件"] if level.show_again else []
    return "，".join([*told, level.article] if level.article else told)


def _said(value: object, part: dataclasses.Field[Any]) -> bool:
    return getattr(value, part.name) not in (None, "", (), False, ALWAYS)


def _differences(old: Definition, new: Definition, telling: Telling) -> Iterator[str]:
    for key in _PLAIN:
        yield from _changed(name_of(key), getattr(old, key), getattr(new, key), telling)
    yield from _limits(old, new)
    yield from _changed("补正期限", old.supplement_within, new.supplement_within, telling)
    for key in _LISTS:
        yield from _list(name_of(key), getattr(old, key), getattr(new, key))
    yield from _list("服务对象", *(tuple(APPLICANT_LABELS.get(e, e) for e in each.applicants) for each in (old, new)))
    yield from _conditions(old, new, telling)
    yield from _entries("情形问题", old.situation, new.situation, lambda each: each.ask, telling)
    yield from _entries("字段", old.fields, new.fields, lambda each: each.label, telling)
    yield from _entries("决策表", old.tables, new.tables, lambda each: each.title, telling)
    yield from _entries("申请材料", old.materials, new.materials, lambda each: each.name, telling)
    yield from _entries("办理环节", old.process, new.process, lambda each: each.name, telling)
    yield from _entries("一组并联的环节", old.groups, new.groups, lambda each: each.name, telling)
    yield from _entries("校验", old.checks, new.checks, lambda each: each.message.rstrip("。"), telling)
    if [each.id for each in old.process if each in new.process] != [
        each.id for each in new.process if each in old.process
    ]:
        yield "办理环节的先后次序有调整。"
    yield from _changed("收费", old.fees, new.fees, telling)
    yield from _changed("办理结果", old.results, new.results, telling)
    for key in _WHOLE:
        yield from _changed(name_of(key), getattr(old, key), getattr(new, key), telling)
    for key in ("review", "litigation"):
        yield from _changed(name_of(f"remedies.{key}"), getattr(old.remedies, key), getattr(new.remedies, key), telling)
    yield from _changed("实施主体", old.authority.name, new.authority.name, telling)
    for part in _OF_SERVICE:
        yield from _changed(name_of(f"service.{part}"), getattr(old.service, part), getattr(new.service, part), telling)
    yield from _list(
        "办理窗口", *(tuple(f"{c.name}（{c.address}）" for c in each.service.counters) for each in (old, new))
    )
    yield from _list("常见问题", *(tuple(each.question for each in side.questions) for side in (old, new)))
    yield from _wordings(old, new)


def _conditions(old: Definition, new: Definition, telling: Telling) -> Iterator[str]:
    """Tell sentences added and removed, then what else changed of those that stay."""
    yield from _list("受理条件", *(tuple(each.text for each in side.conditions) for side in (old, new)))
    was = {each.text: each for each in old.conditions}
    for each in new.conditions:
        if each.text in was:
            yield from _parts(f"受理条件“{each.text}”", was[each.text], each, telling)


def _limits(old: Definition, new: Definition) -> Iterator[str]:
    before, after = old.time, new.time
    for name, was, now in (
        ("法定办结时限", _limit(before.statutory, "无规定"), _limit(after.statutory, "无规定")),
        ("承诺办结时限", _limit(before.promise, "当场办结"), _limit(after.promise, "当场办结")),
    ):
        if was != now:
            yield f"{name}由{was}改为{now}。"


def _limit(span: Span | None, without: str) -> str:
    return without if span is None else tell_span({str(span.unit): span.amount})


def _changed(name: str, before: object, after: object, telling: Telling) -> Iterator[str]:
    if before != after:
        was, now = telling.pair(before, after)
        yield f"{name}由“{was}”改为“{now}”。"


def _list(name: str, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    yield from (f"{name}增加“{each}”。" for each in after if each not in before)
    yield from (f"{name}删去“{each}”。" for each in before if each not in after)


Entry = Question | Field | Material | Step | Any


def _entries(
    word: str,
    before: Sequence[Entry],
    after: Sequence[Entry],
    called: Callable[[Any], str],
    telling: Telling,
) -> Iterator[str]:
    """Tell entries apart by id: a renamed one is renamed, not removed and added."""
    was = {each.id: each for each in before}
    now = {each.id: each for each in after}
    yield from (
        f"增加{word}“{called(each)}”{_only_when(each, telling)}。" for name, each in now.items() if name not in was
    )
    yield from (f"删去{word}“{called(each)}”。" for name, each in was.items() if name not in now)
    for name, each in now.items():
        if name in was and was[name] != each:
            yield from _parts(f"{word}“{called(was[name])}”", was[name], each, telling)


def _only_when(entry: Entry, telling: Telling) -> str:
    when = getattr(entry, "when", ALWAYS)
    return "" if when == ALWAYS else f"（{tell_value(when, telling.new)}）"


def _parts(called: str, before: Entry, after: Entry, telling: Telling) -> Iterator[str]:
    for part in fields(before):
        was, now = getattr(before, part.name), getattr(after, part.name)
        if was != now and not isinstance(was, Simple | ChoiceOf):  # a table's type follows from what it gives
            told = telling.pair(was, now)
            name = _PARTS.get(part.name, part.name)
            yield (
                f"{called}的{name}由“{told[0]}”改为“{told[1]}”。" if told[0] != told[1] else f"{called}的{name}有调整。"
            )


def _wordings(old: Definition, new: Definition) -> Iterator[str]:
    before, after = old.wordings, new.wordings
    for kind in sorted({*before, *after}):
        if before.get(kind) != after.get(kind):
            yield f"《{notice_kinds[kind].title if kind in notice_kinds else kind}》的文字有改动。"
