"""协议里的地区要是该方的租户，区划代码一致。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for side in subject.agreement.sides:
        facts = subject.whole(side.id)
        for place, region in enumerate(side.regions if facts else ()):
            if facts and facts.divisions.get(region.tenant) != region.division:
                known = facts.divisions.get(region.tenant)
                fault = f"的区划代码是 {known}，不是 {region.division}" if known else "不存在"
                yield Problem(("sides", side.id, "regions", place), f"{side.title}的租户“{region.tenant}”{fault}。")


RULE = Rule(
    code="XR115",
    name="region_unknown",
    title="协议里的地区要是该方的租户，区划代码一致。",
    article="7 §24；GB/T 2260",
    hint="请写该方租户的编号及其六位区划代码。",
    check=check,
    failing=Sample('sides: {west: {regions: [{tenant: xi, division: "511600", name: 西区}]}}'),
    passing=Sample(),
)
