"""The summary says who does what when, and does not repeat the title."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject

LEAST = 10


def check(subject: Subject) -> Iterator[Problem]:
    summary, title = subject.data.get("summary"), subject.data.get("title")
    if not isinstance(summary, str) or not isinstance(title, str):
        return
    if len(summary.replace(title, "").strip("，。 ")) < LEAST:
        yield Problem(("summary",), f"事项简介“{summary}”没有说明谁在什么情况下要办这件事。")


RULE = Rule(
    code="TB168",
    name="summary_says_title",
    title="事项简介说明谁在什么情况下办理，不重复事项名称。",
    article="335 §14；7 §9",
    hint="请写一两句话：什么人、什么时候、办什么。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item="summary: 占道施工审批办理。"),
    passing=Sample(item="summary: 施工要临时占用人行道的，动工前办理本事项。"),
)
