"""每一方要么有编码，要么说明为什么没有，两样不能同时写。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for item in subject.agreement.items:
        for side in subject.agreement.sides:
            if (side.id in item.codes) == (side.id in item.unknown_codes):
                fault = "既有编码又说没有" if side.id in item.codes else "既没有编码，也没有说明原因"
                yield Problem(("items", item.id), f"“{item.id}”在{side.title}{fault}。")


RULE = Rule(
    code="XR104",
    name="code_or_reason",
    title="每一方要么有编码，要么说明为什么没有，两样不能同时写。",
    article="36 §6",
    hint="在 codes 写官方编码，或在 unknown_codes 说明来源里没有；编码不得自拟。",
    check=check,
    failing=Sample("items: {card: {unknown_codes: {east: null}}}"),
    passing=Sample('items: {card: {codes: {east: "50AA0000000001"}, unknown_codes: null}}'),
)
