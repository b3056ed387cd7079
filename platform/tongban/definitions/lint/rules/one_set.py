"""At the counter one set of papers is enough (335 §28(2))."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for place, material in subject.listed("materials"):
        for key, word in (("originals", "原件"), ("copies", "复印件")):
            if material.get(key, 0) > 1:
                message = f"“{material['name']}”要求{word} {material[key]} 份，申请人只需提供一套申请材料。"
                yield Problem(("materials", place, key), message)


_MATERIAL = "materials:\n  - {id: plan, name: 施工方案%s}\n"

RULE = Rule(
    code="TB171",
    name="one_set",
    title="申请人选择线下申请的，只需提供一套申请材料。",
    article="335 §28",
    hint="请改为 1 份；法律法规明确要求多份的，写 exemptions 说明。",
    check=check,
    failing=Sample(item=_MATERIAL % ", copies: 3"),
    passing=Sample(item=_MATERIAL % ", originals: 1"),
)
