"""A condition compares like with like, and compiles."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.lint.rules.unknown_name import NAMES
from tongban.definitions.vocabulary import dotted


def check(subject: Subject) -> Iterator[Problem]:
    for fault in subject.condition_faults:
        if fault.kind not in NAMES:
            yield Problem(fault.where, f"{dotted(fault.where)}：{fault.message}", fault.hint)


RULE = Rule(
    code="TB107",
    name="condition_type",
    title="条件和字段选项应写法正确，两边类型一致，选项值在可选范围之内。",
    article="ORD §9",
    hint="请按 docs/language.md 的“Conditions”一节改写。",
    exemptible=False,
    check=check,
    failing=Sample(item='materials:\n  - {id: plan, name: 施工方案, when: area == "大"}'),
    passing=Sample(item="materials:\n  - {id: plan, name: 施工方案, when: area >= 300}"),
)
