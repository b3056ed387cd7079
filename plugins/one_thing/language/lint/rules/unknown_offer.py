"""What a tenant says of a bundle concerns its thresholds, its parts and tenants that handle them."""

from __future__ import annotations

from collections.abc import Iterator

from one_thing.language.lint.rule import Problem, Rule, Sample, Subject
from tongban.kit.vocabulary import nearest


def check(subject: Subject) -> Iterator[Problem]:
    thresholds, parts = tuple(subject.data.get("thresholds", {})), subject.part_ids
    for _, said, document in subject.offers():
        where = ("offers", subject.source.id)
        for name in said.get("thresholds", {}):
            if name not in thresholds:
                message = f"没有起点数“{name}”。"
                yield Problem((*where, "thresholds", name), message, nearest(name, thresholds), document, on_key=True)
        for name, tenant in said.get("handled_at", {}).items():
            if name not in parts:
                message = f"没有构成事项“{name}”。"
                yield Problem((*where, "handled_at", name), message, nearest(name, parts), document, on_key=True)
            elif tenant not in subject.workspace.tenants:
                hint = nearest(tenant, tuple(subject.workspace.tenants))
                yield Problem((*where, "handled_at", name), f"没有可用的租户“{tenant}”。", hint, document)
        for number, name in enumerate(said.get("without", ())):
            if name not in parts:
                message = f"没有构成事项“{name}”。"
                yield Problem((*where, "without", number), message, nearest(name, parts), document)


RULE = Rule(
    code="OT113",
    name="unknown_offer",
    title="租户的说明应对得上本件事的起点数、构成事项和租户。",
    article="7 §22",
    hint="请照 bundle.yaml 中的编号写。",
    check=check,
    failing=Sample(
        offer="""\
  street-works:
    thresholds: {big: 60}
"""
    ),
    passing=Sample(
        offer="""\
  street-works:
    thresholds: {large: 70}
"""
    ),
)
