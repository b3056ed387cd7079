"""No vague words: the guide names each material and each office (335 §14; ORD §9)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for where, text in subject.texts:
        for book in subject.rulebooks:
            for words in book.vague_words:
                for word in words.words:
                    if word in text:
                        message = f"“{told(text)}”中有含糊的词“{word}”。"
                        yield Problem(where, message, article=words.article)


def told(text: str) -> str:
    return text if len(text) <= 24 else text[:24] + "……"


RULE = Rule(
    code="TB101",
    name="vague_words",
    title="办事指南不得使用“其他材料”“有关部门”等含糊的词；词表由规则集规定。",
    article="335 §14；ORD §9",
    hint="请写明具体的材料名称或部门名称。",
    of=Of.BOTH,
    check=check,
    failing=Sample(item="conditions:\n  - 提供有关部门出具的意见。"),
    passing=Sample(item="conditions:\n  - 提供市政设施管理单位出具的意见。"),
)
