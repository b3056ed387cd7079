"""协议里的事项，双方目录都要有。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for item in subject.agreement.items:
        for side, local, facts in subject.sides_of(item):
            if local not in facts.items:
                title = subject.agreement.side(side).title
                yield Problem(("items", item.id, "items", side), f"{title}没有编号为“{local}”的事项。")


RULE = Rule(
    code="XR101",
    name="item_unknown",
    title="协议里的事项，双方目录都要有。",
    article="7 §24",
    hint="请写该方事项定义的编号，或先让该方编制这个事项。",
    check=check,
    failing=Sample("items: {card: {items: {east: no-such}}}"),
    passing=Sample("items: {card: {items: {east: card}}}"),
)
