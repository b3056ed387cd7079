"""Words that leave open what is asked (domain check G13, the longer list): held by the rulebook, told as a warning."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.lint.rules.vague_words import told


def check(subject: Subject) -> Iterator[Problem]:
    listed = tuple(dict.fromkeys(words for book in subject.rulebooks for words in book.uncertain_words))
    if not listed:
        return
    for where, text in subject.texts:
        for words in listed:
            for word in words.words:
                if word in text:
                    yield Problem(where, f"“{told(text)}”中有不确定的说法“{word}”。", article=words.article)


RULE = Rule(
    code="TB136",
    name="uncertain_words",
    title="办事指南不宜使用“按规定”“视情况”“另行通知”等不确定的说法；词表由规则集规定。",
    article="335 §14；30 (五)",
    hint="请写明按哪一条规定、在哪种情况下、什么时候。",
    severity=Severity.WARNING,
    of=Of.BOTH,
    check=check,
    failing=Sample(item="conditions:\n  - 占用期限视情况确定。"),
    passing=Sample(item="conditions:\n  - 占用期限不超过三个月。"),
)
