"""A limit on how many are granted rests on a law (ORD §9(3); 行政许可法 §57)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    limit = subject.data.get("quantity_limit")
    if isinstance(limit, dict) and not limit.get("basis"):
        yield Problem(("quantity_limit",), f"数量限制“{limit['text']}”没有写明依据。")


RULE = Rule(
    code="TB182",
    name="quantity_basis",
    title="有数量限制的，应写明依据。",
    article="ORD §9；行政许可法 §57",
    hint="请写 basis；没有依据的不得限制数量。",
    check=check,
    failing=Sample(item="quantity_limit: {text: 每年不超过一百处。}"),
    passing=Sample(item="quantity_limit: {text: 每年不超过一百处。, basis: {law: 示例条例, article: 第八条}}"),
)
