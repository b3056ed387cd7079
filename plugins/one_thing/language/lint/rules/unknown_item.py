"""Each part is an item that is there (7 §22)."""

from __future__ import annotations

from collections.abc import Iterator

from one_thing.language.lint.rule import PARTS, Problem, Rule, Sample, Subject, parts_with
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
    failing=parts_with("item: works-sign", "item: works-board"),
    passing=Sample(bundle=PARTS),
)
