"""What the jurisdiction's law itself has done within some days is not promised later (ORD §43, §44)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.spans import shorter, tell_span


def check(subject: Subject) -> Iterator[Problem]:
    time, entry = subject.data.get("time", {}), subject.data.get("catalogue", {}).get("id")
    promise = time.get("promise")
    if promise is None:
        return
    for most in (each for book in subject.rulebooks for each in book.longest_promises):
        allowed = {most.span.unit.value: most.span.amount}
        if entry in most.entries and shorter(allowed, promise) is not False:
            told = f"承诺办结时限（{tell_span(promise)}）超过{most.article}规定的{tell_span(allowed)}。"
            yield Problem(("time", "promise"), told)


RULE = Rule(
    code="TB195",
    name="promise_beyond_law",
    title="本地法规直接规定了办结时限的，承诺办结时限不得更长。",
    article="ORD §43; ORD §44",
    hint="请把承诺时限缩短到法规规定的时限以内；规定写在规则集的 longest_promises。",
    of=Of.CLAIM,
    exemptible=False,
    check=check,
    failing=Sample(item="time: {statutory: {working_days: 30}, promise: {working_days: 26}}"),
    passing=Sample(item="time: {statutory: {working_days: 30}, promise: {working_days: 25}}"),
)
