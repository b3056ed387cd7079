"""An identity number is personal wherever it is asked for, and hidden in lists and logs (7 §29; 30 (十九))."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.expand import fields_in
from tongban.definitions.lint.rule import Mend, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for below, entry in fields_in(subject.data.get("form")):
        if entry["type"] == "id_number" and entry.get("personal") is not True:
            where = ("form", *below)
            message = f"“{entry['label']}”是个人信息，没有标记 personal，会在列表和日志中全文显示。"
            own = "element" not in entry  # of an element, the element must say it
            yield Problem(where, message, mend=Mend((*where, "personal"), value=True) if own else None)


_FORM = """\
form:
  - section: site
    title: 占用情况
    fields:
      - {use: person.name}
      - {id: area, label: 占用面积, type: number, unit: ㎡}
      - {id: guard, label: 现场负责人身份证号码, type: id_number%s}
"""

RULE = Rule(
    code="TB161",
    name="personal_not_marked",
    title="身份证号码应使用数据元，或者标记为个人信息。",
    article="7 §29；30 (十九)；ORD §21",
    hint="请用 use 引用数据元，或写 personal: true。",
    exemptible=False,
    fixable=True,
    check=check,
    failing=Sample(item=_FORM % ""),
    passing=Sample(item=_FORM % ", personal: true"),
)
