"""What an office of government issued need not be handed in (7 §20; domain check G15)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject

#: What stands for the paper: a licence of the library, data that are shared, the result of another item.
REPLACED = ("licence", "shared_data", "result_of")


def check(subject: Subject) -> Iterator[Problem]:
    for place, material in subject.listed("materials"):
        if material.get("source") != "government" or material.get("trust") == "issuer":
            continue
        if not any(key in material for key in REPLACED):
            message = f"“{material['name']}”由政府部门核发，原则上免于提交，这里却要申请人自己提供。"
            yield Problem(("materials", place), message)


_MATERIAL = "materials:\n  - {id: permit, name: 规划许可文件, source: government%s}\n"

RULE = Rule(
    code="TB138",
    name="government_material",
    title="政府部门核发的材料免于提交。",
    article="7 §20；335 §32",
    hint="请写 licence、shared_data 或者 result_of；确实不能共享的，写 exemptions 说明原因和期限。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_MATERIAL % ""),
    passing=Sample(item=_MATERIAL % ', trust: issuer, licence: business-licence, when: applicant.kind == "enterprise"'),
)
