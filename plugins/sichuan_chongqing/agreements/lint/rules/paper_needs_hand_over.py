"""要移送纸质材料的事项，移送期限要短于失联期限。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    custody = subject.agreement.custody
    for item in subject.agreement.items:
        if item.papers() and subject.agreement.hand_over_days(item) + custody.confirm >= custody.missing_after:
            where = ("items", item.id) if item.hand_over else ("custody", "missing_after")
            yield Problem(where, f"“{item.id}”的移送和确认期限不短于 {custody.missing_after} 个工作日的失联期限。")


RULE = Rule(
    code="XR119",
    name="paper_needs_hand_over",
    title="要移送纸质材料的事项，移送期限要短于失联期限。",
    article="7 §24",
    hint="hand_over 加 confirm 要小于 missing_after，材料失联才查得出。",
    check=check,
    failing=Sample("items: {card: {hand_over: 7}}"),
    passing=Sample("items: {card: {hand_over: 3}}"),
)
