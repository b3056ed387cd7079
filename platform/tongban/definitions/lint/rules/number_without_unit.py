"""A number is a number of something: the field says its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongban.definitions.expand import fields_in
from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject

#: A label that says itself what is counted: 从业人数, 年用水量（万立方米）, 得分.
SAYS_ITSELF = re.compile(r"（[^）]+）$|(人数|次数|份数|个数|户数|件数|台数|数量|数|分|年份|比例|层)$")


def check(subject: Subject) -> Iterator[Problem]:
    for below, entry in fields_in(subject.data.get("form")):
        if entry["type"] == "number" and not entry.get("unit") and not SAYS_ITSELF.search(str(entry["label"])):
            yield Problem(("form", *below), f"数字字段“{entry['label']}”没有计量单位。")


_FORM = """\
form:
  - section: site
    title: 占用情况
    fields:
      - {use: person.name}
      - {id: area, label: 占用面积, type: number%s}
"""

RULE = Rule(
    code="TB159",
    name="number_without_unit",
    title="数字字段应写明计量单位。",
    article="335 §14；7 §7",
    hint="请写 unit，例如 unit: ㎡。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_FORM % ""),
    passing=Sample(item=_FORM % ", unit: ㎡"),
)
