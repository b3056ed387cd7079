"""以证照代替的材料，证照要在互认之列。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for item in subject.agreement.items:
        for each in item.materials:
            if each.licence and subject.agreement.licence(each.licence) is None:
                where = ("items", item.id, "materials", each.id, "licence")
                yield Problem(where, f"“{each.licence}”不在双方互认的证照之列。")


RULE = Rule(
    code="XR107",
    name="licence_recognised",
    title="以证照代替的材料，证照要在互认之列。",
    article="7 §24；335 §32",
    hint="在 licences 写明双方互认的证照，或删去 licence。",
    check=check,
    failing=Sample("items: {card: {materials: {photo: {licence: no-such}}}}"),
    passing=Sample("items: {card: {materials: {photo: {licence: identity, paper: null}}}}"),
)
