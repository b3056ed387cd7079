"""The time to put right lies within what the jurisdiction allows (335 §18)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.model import Span
from tongban.definitions.spans import shorter, tell_span


def check(subject: Subject) -> Iterator[Problem]:
    span = subject.data.get("supplement_within")
    if span is None:
        return
    for book in subject.rulebooks:
        for limit, wrong, word in (
            (as_data(book.supplement_minimum.span), shorter(span, as_data(book.supplement_minimum.span)), "短于最低"),
            (as_data(book.supplement_maximum.span), shorter(as_data(book.supplement_maximum.span), span), "长于最高"),
        ):
            if wrong:
                message = f"补正期限（{tell_span(span)}）{word}期限（{tell_span(limit)}）。"
                yield Problem(("supplement_within",), message, article=book.supplement_minimum.article)


def as_data(span: Span) -> dict[str, int]:
    return {str(span.unit): span.amount}


RULE = Rule(
    code="TB124",
    name="supplement_within",
    title="补正期限应在规则集规定的范围之内。",
    article="335 §18",
    hint="请改为规则集 supplement_minimum 与 supplement_maximum 之间的期限。",
    of=Of.BOTH,
    exemptible=False,
    check=check,
    failing=Sample(item="supplement_within: {working_days: 1}"),
    passing=Sample(item="supplement_within: {working_days: 15}"),
)
