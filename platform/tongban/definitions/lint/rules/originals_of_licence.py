"""Who can show an electronic licence does not bring the paper (7 §20; ORD §38(2))."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for place, material in subject.listed("materials"):
        if "licence" in material and material.get("originals", 0) > 0:
            message = f"“{material['name']}”可以提供电子证照，却还要求原件 {material['originals']} 份。"
            yield Problem(("materials", place, "originals"), message)


_MATERIAL = """\
materials:
  - id: licence
    name: 营业执照
    source: government
    trust: issuer
    licence: business-licence
    when: applicant.kind == "enterprise"
"""

RULE = Rule(
    code="TB170",
    name="originals_of_licence",
    title="能够提供电子证照的，免于提交实体证照。",
    article="7 §20；ORD §38",
    hint="请删去 originals；法律法规明确要求纸质的，写 exemptions 说明。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_MATERIAL + "    originals: 1\n"),
    passing=Sample(item=_MATERIAL),
)
