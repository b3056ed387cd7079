"""A condition names only what exists and was asked before."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.vocabulary import dotted

#: What a condition's refusal is called when a name is at fault.
NAMES = ("unknown_name", "later_name", "outside_row", "unknown_place")


def check(subject: Subject) -> Iterator[Problem]:
    for fault in subject.condition_faults:
        if fault.kind in NAMES:
            yield Problem(fault.where, f"{dotted(fault.where)}：{fault.message}", fault.hint)


RULE = Rule(
    code="TB106",
    name="unknown_name",
    title="条件只能使用已有的、在它之前填写的问题和字段。",
    article="ORD §9",
    hint="请改用已有的编号，或调整字段的先后次序。",
    exemptible=False,
    check=check,
    failing=Sample(item='materials:\n  - {id: plan, name: 施工方案, when: purposes == "works"}'),
    passing=Sample(item='materials:\n  - {id: plan, name: 施工方案, when: purpose == "works"}'),
)
