"""Where a mistake cannot be made good, a promise does not replace a proof (335 §23; ORD §30(2))."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject

#: Themes within which the law excludes commitments, or at least asks for a second thought.
AREAS = ("公共安全", "公安消防", "安全生产", "涉外服务", "融资信贷")


def check(subject: Subject) -> Iterator[Problem]:
    if not isinstance(subject.data.get("commitment"), dict):
        return
    for place, theme in enumerate(subject.data.get("themes", ())):
        if theme in AREAS:
            message = f"主题为“{theme}”的事项直接涉及公共安全、金融或者涉外，一般不适用告知承诺。"
            yield Problem(("themes", place), message)


_ITEM = """\
themes: [准营准办, %s]
commitment:
  promise: 本人承诺施工方案符合安全要求。
  requirements: [施工方案写明行人通行和安全防护措施。]
  replaces: [plan]
  check: {within: {months: 2}, by: on_site}
  consequence: 承诺不实的，撤销许可决定，并依法承担责任。
  basis: {law: 示例条例, article: 第三十一条}
  excluded: 曾作出虚假承诺，信用尚未修复的，不适用告知承诺。
"""

RULE = Rule(
    code="TB178",
    name="commitment_area",
    title="直接涉及国家安全、公共安全、金融和涉外等的事项，不适用告知承诺。",
    article="335 §23；ORD §30",
    hint="请删去 commitment；确属风险可控的，写 exemptions 说明论证结论。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_ITEM % "公安消防, 公共安全"),
    passing=Sample(item=_ITEM % "公用事业"),
)
