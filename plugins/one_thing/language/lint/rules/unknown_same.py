"""A field that is made one with others, or kept apart, is asked by the item."""

from __future__ import annotations

from collections.abc import Iterator

from one_thing.language.lint.rule import PARTS, Problem, Rule, Sample, Subject, asked_ids, parts_with
from tongban.kit.vocabulary import nearest


def check(subject: Subject) -> Iterator[Problem]:
    for place, part in subject.parts:
        item = subject.item_of(part["part"])
        if item is None:
            continue
        asked = tuple(asked_ids(item))
        for name in part.get("same", {}):
            if name not in asked:
                yield _problem(("parts", place, "same", name), name, part["item"], asked, on_key=True)
        for number, name in enumerate(part.get("apart", ())):
            if name not in asked:
                yield _problem(("parts", place, "apart", number), name, part["item"], asked)


def _problem(
    where: tuple[str | int, ...], name: str, item: str, asked: tuple[str, ...], *, on_key: bool = False
) -> Problem:
    return Problem(where, f"事项“{item}”没有编号为“{name}”的字段。", nearest(name, asked), on_key=on_key)


RULE = Rule(
    code="OT107",
    name="unknown_same",
    title="合并或者分开填写的字段应在事项中存在。",
    article="ORD §42",
    hint="请照事项中的编号写。",
    check=check,
    failing=parts_with("{area: area}", "{areas: area}"),
    passing=Sample(bundle=PARTS),
)
