"""A beginning and an end stand in order: two dates of which one ends the other have a check that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tongban.definitions.finding import Severity
from tongban.definitions.lint.conditions import names_in_text
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject

BEGINS = ("开始", "起始", "开工", "开业", "入住", "起")
ENDS = ("结束", "截止", "终止", "完工", "竣工", "停业", "离开", "止")


def check(subject: Subject) -> Iterator[Problem]:
    compared = [names_in_text(str(each.get("holds", ""))) for _, each in subject.listed("checks")]
    for place, section in subject.listed("form"):
        dates = [(number, each) for number, each in enumerate(section["fields"]) if each["type"] == "date"]
        for _, begin in dates:
            for number, end in dates:
                if _pair(begin, end) and not any({begin["id"], end["id"]} <= names for names in compared):
                    message = f"“{end['label']}”可以早于“{begin['label']}”，没有校验。"
                    hint = f"请在 checks 中写 holds: {end['id']} >= {begin['id']}，或者用 period 类型。"
                    yield Problem(("form", place, "fields", number), message, hint)


def _pair(begin: Mapping[str, Any], end: Mapping[str, Any]) -> bool:
    """Tell whether two dates are called alike but for the words of beginning and ending."""
    return any(
        first in begin["label"] and begin["label"].replace(first, last, 1) == end["label"]
        for first in BEGINS
        for last in ENDS
    )


_FORM = """\
form:
  - section: site
    title: 占用情况
    fields:
      - {use: person.name}
      - {id: area, label: 占用面积, type: number, unit: ㎡}
      - {id: from, label: 占用开始日期, type: date}
      - {id: until, label: 占用结束日期, type: date}
"""

RULE = Rule(
    code="TB158",
    name="date_order",
    title="开始日期和结束日期应有先后校验。",
    article="7 §9",
    hint="请在 checks 中写明结束日期不早于开始日期。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_FORM),
    passing=Sample(
        item=_FORM + "checks:\n  - {id: dates, holds: until >= from, message: 结束日期不能早于开始日期。, at: until}\n"
    ),
)
