"""互认的证照双方都要有这一类型。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for each in subject.agreement.licences:
        for side in subject.agreement.sides:
            facts = subject.whole(side.id)
            if facts and each.types.get(side.id) not in facts.licences:
                where = ("licences", each.id, "types", side.id)
                yield Problem(where, f"{side.title}没有类型为“{each.types.get(side.id, '')}”的证照。")


RULE = Rule(
    code="XR108",
    name="licence_type",
    title="互认的证照双方都要有这一类型。",
    article="7 §24",
    hint="请写该方证照目录里的类型编号。",
    check=check,
    failing=Sample("licences: {identity: {types: {west: no-such}}}"),
    passing=Sample(),
)
