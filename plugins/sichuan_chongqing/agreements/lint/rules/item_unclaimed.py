"""办理方的每个地区都要认领这个事项。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for item in subject.agreement.items:
        for side, local, facts in subject.sides_of(item):
            for region in subject.agreement.side(side).regions:
                if side in item.handled_by and local not in facts.claims.get(region.tenant, frozenset()):
                    yield Problem(("items", item.id, "items", side), f"{region.name}没有认领“{local}”。")


RULE = Rule(
    code="XR116",
    name="item_unclaimed",
    title="办理方的每个地区都要认领这个事项。",
    article="7 §6",
    hint="请让该地区认领并发布事项，或从协议中去掉该方的办理。",
    check=check,
    failing=Sample('sides: {west: {regions: [{tenant: other, division: "511603", name: 北区}]}}'),
    passing=Sample(),
)
