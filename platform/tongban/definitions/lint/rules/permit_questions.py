"""A permit answers at least one question that people ask (domain check G11)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    entry = subject.data.get("catalogue")
    if isinstance(entry, dict) and entry["kind"] == "01" and not subject.data.get("questions"):
        yield Problem(("item",), "行政许可事项没有常见问题。")


RULE = Rule(
    code="TB134",
    name="permit_questions",
    title="行政许可事项至少有一个常见问题和它的答案。",
    article="335 §14；30 (五)",
    hint="请写 questions：申请人最常问的问题和准确的答案。",
    of=Of.BOTH,
    check=check,
    failing=Sample(item="questions: []"),
    passing=Sample(item="questions: [{question: 要交钱吗？, answer: 不收费。}]"),
)
