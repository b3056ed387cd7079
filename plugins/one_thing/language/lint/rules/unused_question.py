"""A question that nothing hangs on need not be asked (30 (五))."""

from __future__ import annotations

from collections.abc import Iterator

from one_thing.language.lint.rule import Problem, Rule, Sample, Subject
from tongban.kit.language import Severity, conditions_in, names_in_text


def check(subject: Subject) -> Iterator[Problem]:
    named = set().union(*(names_in_text(str(each)) for each in conditions_in(subject.data)))
    taken = {shared for _, part in subject.parts for shared in part.get("same", {}).values()}
    for place, question in enumerate(subject.data.get("questions", ())):
        if question["id"] not in named | taken:
            yield Problem(("questions", place), f"回答“{question['ask']}”不影响办哪些事项，也不填入任何事项。")


RULE = Rule(
    code="OT112",
    name="unused_question",
    title="问题的回答应影响办哪些事项，或者填入事项。",
    article="30 (五)",
    hint="请删去这个问题。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(
        bundle="""\
questions:
  - {id: sign, ask: 要设公示牌吗？, choices: {yes: 要设, no: 不设}}
  - {id: night, ask: 夜间施工吗？, choices: {yes: 是, no: 否}}
"""
    ),
    passing=Sample(
        bundle="""\
questions:
  - {id: sign, ask: 要设公示牌吗？, choices: {yes: 要, no: 不要}}
"""
    ),
)
