"""People see beforehand what they will get (domain check G12)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.results import results_of
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for where, result in results_of(subject.data):
        if not result.get("sample"):
            yield Problem(where, f"办理结果“{result['name']}”没有样本。")


RULE = Rule(
    code="TB135",
    name="result_sample",
    title="有办理结果的，应有结果样本。",
    article="335 §14",
    hint="请写 sample：说明结果有几页、写明哪些内容。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item="result: {name: 占道许可决定书, kind: approval}"),
    passing=Sample(item="result: {name: 占道许可决定书, kind: approval, sample: 决定书一页，写明占用范围和期限。}"),
)
