"""Each part is an item that is there (7 §22)."""

from __future__ import annotations

from collections.abc import Iterator

from one_thing.language.lint.rule import Problem, Rule, Sample, Subject
from tongban.kit.vocabulary import nearest


def check(subject: Subject) -> Iterator[Problem]:
    for place, part in subject.parts:
        if part["item"] not in subject.workspace.items:
            hint = nearest(part["item"], tuple(subject.workspace.items))
            yield Problem(("parts", place, "item"), f"没有可用的事项“{part['item']}”。", hint)


RULE = Rule(
    code="OT103",
    name="unknown_item",
    title="一件事由可用的事项构成。",
    article="7 §22",
    hint="请写事项的编号。",
    check=check,
    failing=Sample(
        bundle="""\
parts:
  - part: works
    item: occupy-road
    given: {purpose: works}
    same: {area: area}
  - part: board
    item: works-board
    when: sign == "yes" || area >= large
    takes: [{from: works, field: permit_number, fact: case_number}]
"""
    ),
    passing=Sample(
        bundle="""\
parts:
  - part: works
    item: occupy-road
    given: {purpose: works}
    same: {area: area}
  - part: board
    item: works-sign
    when: sign == "yes" || area >= large
    takes: [{from: works, field: permit_number, fact: case_number}]
"""
    ),
)
