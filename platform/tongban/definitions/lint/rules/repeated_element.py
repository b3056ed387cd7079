"""A field that means what a data element means uses the element (7 §17; ORD §42)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.expand import fields_in
from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    by_label = {
        (str(each.data["label"]), str(each.data["type"])): name for name, each in subject.workspace.elements.items()
    }
    for below, entry in fields_in(subject.data.get("form")):
        name = by_label.get((str(entry["label"]), str(entry["type"])))
        if name and "element" not in entry and "columns" not in below:
            message = f"字段“{entry['label']}”与数据元 {name} 相同。"
            hint = f"请改写成“use: {name}”，填写、校验和预填就与其他事项一致。"
            yield Problem(("form", *below), message, hint)


_FORM = """\
form:
  - section: applicant
    title: 申请人信息
    fields:
      - {id: area, label: 占用面积, type: number, unit: ㎡}
"""

RULE = Rule(
    code="TB116",
    name="repeated_element",
    title="与数据元含义相同的字段应使用数据元。",
    article="7 §17；ORD §42",
    hint="请用 use 引用数据元。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_FORM + "      - {id: name, label: 姓名, type: text}\n"),
    passing=Sample(item=_FORM + "      - {use: person.name}\n"),
)
