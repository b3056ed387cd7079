"""A computed field is computed from something, and says nothing that has no effect on it."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.expand import fields_in
from tongban.definitions.finding import Severity
from tongban.definitions.lint.conditions import names_in_text
from tongban.definitions.lint.rule import Mend, Problem, Rule, Sample, Subject

#: Nobody fills in a computed field, so these say nothing of it.
IDLE = ("readonly", "required", "optional")


def check(subject: Subject) -> Iterator[Problem]:
    for below, entry in fields_in(subject.data.get("form")):
        if "computed" not in entry:
            continue
        where = ("form", *below)
        if not names_in_text(str(entry["computed"])):
            message = f"计算字段“{entry['label']}”不由任何字段算出，永远是同一个值。"
            yield Problem((*where, "computed"), message, "请写明由哪些字段算出，或删去这个字段。")
        for key in IDLE:
            if key in entry:
                message = f"计算字段“{entry['label']}”由平台算出，{key} 不起作用。"
                yield Problem((*where, key), message, f"请删去 {key}。", mend=Mend((*where, key), None))


_FIELD = """\
form:
  - section: site
    title: 占用情况
    fields:
      - {use: person.name}
      - {id: area, label: 占用面积, type: number, unit: ㎡, min: 1}
      - {id: charged, label: 计费面积, type: number, unit: ㎡, computed: area * 2%s}
"""

RULE = Rule(
    code="TB142",
    name="computed_field",
    title="计算字段应由其他字段算出，不写必填、选填和只读。",
    article="7 §7",
    hint="请改正计算字段。",
    severity=Severity.WARNING,
    fixable=True,
    check=check,
    failing=Sample(item=_FIELD % ", readonly: true"),
    passing=Sample(item=_FIELD % ""),
)
