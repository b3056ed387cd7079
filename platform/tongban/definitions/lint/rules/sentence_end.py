"""Conditions, answers and messages are full sentences, and end like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Mend, Problem, Rule, Sample, Subject
from tongban.definitions.strict_yaml import Path

_BARE = re.compile("[\u4e00-\u9fffA-Za-z0-9㎡%％]$")


def check(subject: Subject) -> Iterator[Problem]:
    for where, text in _sentences(subject):
        if _BARE.search(text.rstrip()):
            mended = f"{text.rstrip()}。"
            yield Problem(where, f"“{text[:24]}”没有句号。", mend=Mend(where, mended))


def _sentences(subject: Subject) -> Iterator[tuple[Path, str]]:
    if isinstance(summary := subject.data.get("summary"), str):
        yield ("summary",), summary
    for place, each in enumerate(subject.data.get("conditions", ())):
        yield (("conditions", place), each) if isinstance(each, str) else (("conditions", place, "text"), each["text"])
    for key, name in (("checks", "message"), ("questions", "answer")):
        for place, entry in subject.listed(key):
            yield (key, place, name), str(entry[name])


RULE = Rule(
    code="TB152",
    name="sentence_end",
    title="受理条件、校验提示和问题的答案是完整的句子，以句号结尾。",
    article="7 §9",
    hint="请加上句号；tongban lint --fix 可以代为加上。",
    severity=Severity.WARNING,
    fixable=True,
    check=check,
    failing=Sample(item="conditions: [确需临时占用城市道路]"),
    passing=Sample(item="conditions: [确需临时占用城市道路。]"),
)
