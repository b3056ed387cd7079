"""Where a bundle is offered, somebody handles each of its parts (7 §22)."""

from __future__ import annotations

from collections.abc import Iterator

from one_thing.language.handling import handler
from one_thing.language.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for tenant, _, document in subject.offers():
        for _, part in subject.parts:
            offer = subject.library.offer(subject.source.id, tenant)
            if part["item"] not in subject.workspace.items or (offer and part["part"] in offer.without):
                continue
            if handler(subject.library, subject.source.id, part["part"], part["item"], tenant) is None:
                name = subject.workspace.tenants[tenant].name
                message = f"“{name}”提供这件事，但是没有单位办理其中的“{part['item']}”。"
                yield Problem(("offers", subject.source.id), message, document=document, on_key=True)


RULE = Rule(
    code="OT114",
    name="handled_by_nobody",
    title="提供一件事的地方，每个构成事项都要有单位办理。",
    article="7 §22",
    hint="请让本单位或者下属单位认领事项，用 handled_at 指定办理单位，或者写进 without。",
    check=check,
    failing=Sample(
        offer="""\
  street-works:
    handled_at: {board: chongqing}
"""
    ),
    passing=Sample(
        offer="""\
  street-works:
    handled_at: {board: yunyang}
"""
    ),
)
