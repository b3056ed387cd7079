"""People find an item by what they call it, not by what the law calls it (7 §21: 智能搜索)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    keywords = subject.data.get("keywords")
    if not keywords:
        yield Problem(("item",), "事项没有搜索关键词，群众用自己的说法找不到它。")
    elif set(keywords) <= {subject.data.get("title")}:
        yield Problem(("keywords",), "搜索关键词只有事项名称本身，没有群众自己的说法。")


RULE = Rule(
    code="TB167",
    name="keywords_missing",
    title="事项应有群众自己的说法作搜索关键词。",
    article="7 §21；30 (五)",
    hint="请写搜索关键词（keywords），例如：占道、堆料、搭围挡。",
    severity=Severity.WARNING,
    of=Of.ITEM,
    check=check,
    failing=Sample(item="keywords: [占道施工审批]"),
    passing=Sample(item="keywords: [占道, 围挡]"),
)
