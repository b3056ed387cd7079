"""办理方要的每份材料都要有对应，收件方才知道收什么。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for item in subject.agreement.items:
        for side, local, facts in subject.sides_of(item):
            if side not in item.handled_by or local not in facts.items:
                continue
            mapped = {each.ids.get(side) for each in item.materials}
            for missing in sorted(set(facts.items[local].materials) - mapped):
                title = subject.agreement.side(side).title
                yield Problem(("items", item.id), f"{title}“{local}”的材料“{missing}”没有对应。")


RULE = Rule(
    code="XR105",
    name="material_unmapped",
    title="办理方要的每份材料都要有对应，收件方才知道收什么。",
    article="7 §24；335 §16",
    hint="在 materials 补上这份材料在双方的编号。",
    check=check,
    failing=Sample("items: {card: {materials: {photo: null}}}"),
    passing=Sample(),
)
