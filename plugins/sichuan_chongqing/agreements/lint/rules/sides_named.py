"""名称写协议的两方；由谁办理，就写谁的事项编号；不能写别的一方。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    sides = {each.id for each in subject.agreement.sides}
    for item in subject.agreement.items:
        if set(item.names) != sides:
            yield Problem(("items", item.id, "names"), f"“{item.id}”的 names 要写{'、'.join(sorted(sides))}两方。")
        if not set(item.handled_by) <= set(item.items) <= sides:
            yield Problem(("items", item.id), f"“{item.id}”由谁办理，items 就要写谁的事项编号。")
        for side in (*item.codes, *item.unknown_codes, *item.handled_by):
            if side not in sides:
                yield Problem(("items", item.id), f"“{item.id}”写了“{side}”，协议没有这一方。")


RULE = Rule(
    code="XR118",
    name="sides_named",
    title="名称写协议的两方；由谁办理，就写谁的事项编号；不能写别的一方。",
    article="7 §24",
    hint="请写协议 sides 里的编号。",
    check=check,
    failing=Sample("items: {card: {handled_by: [east, south]}}"),
    passing=Sample("items: {card: {handled_by: [east]}}"),
)
