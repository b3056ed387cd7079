"""材料对应里的编号要在该方事项里有。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for item in subject.agreement.items:
        for side, local, facts in subject.sides_of(item):
            if local not in facts.items:
                continue
            for each in item.materials:
                if each.ids.get(side, "") not in ("", *facts.items[local].materials):
                    where = ("items", item.id, "materials", each.id, "ids", side)
                    title = subject.agreement.side(side).title
                    yield Problem(where, f"{title}“{local}”没有编号为“{each.ids[side]}”的材料。")


RULE = Rule(
    code="XR106",
    name="material_unknown",
    title="材料对应里的编号要在该方事项里有。",
    article="7 §24",
    hint="请写该方事项定义里的材料编号；该方不要的，删去这一方。",
    check=check,
    failing=Sample("items: {card: {materials: {photo: {ids: {west: no-such}}}}}"),
    passing=Sample("items: {card: {materials: {photo: {ids: {west: picture}}}}}"),
)
