"""事项的名称、编号和办理方只能写协议的两方，并且两方都写名称和编号。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    sides = {each.id for each in subject.agreement.sides}
    for item in subject.agreement.items:
        for key in ("names", "items"):
            if set(getattr(item, key)) != sides:
                yield Problem(("items", item.id, key), f"“{item.id}”的 {key} 要写{'、'.join(sorted(sides))}两方。")
        for side in (*item.codes, *item.unknown_codes, *item.handled_by):
            if side not in sides:
                yield Problem(("items", item.id), f"“{item.id}”写了“{side}”，协议没有这一方。")


RULE = Rule(
    code="XR118",
    name="sides_named",
    title="事项的名称、编号和办理方只能写协议的两方，并且两方都写名称和编号。",
    article="7 §24",
    hint="请写协议 sides 里的编号。",
    check=check,
    failing=Sample("items: {card: {handled_by: [east, south]}}"),
    passing=Sample("items: {card: {handled_by: [east]}}"),
)
