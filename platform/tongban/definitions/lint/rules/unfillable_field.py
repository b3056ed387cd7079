"""A field that nobody can fill is not asked for."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.expand import fields_in
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for below, entry in fields_in(subject.data.get("form")):
        if entry.get("readonly") is True and "computed" not in entry and "element" not in entry:
            message = f"字段“{entry['label']}”只读，又不由平台算出，也不能由数据元预填，谁也填不了。"
            yield Problem(("form", *below, "readonly"), message)


_FIELD = """\
form:
  - section: site
    title: 占用情况
    fields:
      - {use: person.name}
      - {id: area, label: 占用面积, type: number, unit: ㎡, min: 1%s}
"""

RULE = Rule(
    code="TB143",
    name="unfillable_field",
    title="只读的字段应由平台算出，或者由数据元预填。",
    article="ORD §9",
    hint="请删去 readonly，或写 computed，或用 use 引用数据元。",
    check=check,
    failing=Sample(item=_FIELD % ", readonly: true"),
    passing=Sample(item=_FIELD % ""),
)
