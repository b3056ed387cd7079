"""A guided question changes something (7 §7): each question asked in vain costs everybody time."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.conditions import names_in_text
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    used = {name for text in subject.conditions for name in names_in_text(text)}
    for place, question in subject.listed("situation"):
        if question["id"] not in used:
            message = f"情形问题“{question['ask']}”的回答不影响任何字段、材料、环节和校验。"
            yield Problem(("situation", place), message)


_SITUATION = """\
situation:
  - {id: purpose, ask: 您要办理哪一种占用？, choices: {stacking: 堆放物料, works: 占道施工}}
"""

RULE = Rule(
    code="TB117",
    name="unused_question",
    title="每个情形问题都应影响字段、材料、环节或者校验。",
    article="7 §7；30 (五)",
    hint="请删去这个问题，或在相关的 when 中使用它。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_SITUATION + "  - {id: weather, ask: 天气如何？, choices: {sun: 晴, rain: 雨}}\n"),
    passing=Sample(item=_SITUATION),
)
