"""What government holds is not demanded from the applicant (335 §32; ORD §38; 7 §20)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for place, material in subject.listed("materials"):
        government, issuer = material.get("source") == "government", material.get("trust") == "issuer"
        if {"licence", "shared_data", "result_of"} & material.keys():
            continue
        if government and issuer:
            message = (
                f"“{material['name']}”由政府部门核发、可以共享，但没有写明取自哪种电子证照或者哪项共享数据，"
                "会要求申请人自己提供。"
            )
            yield Problem(("materials", place), message)


_MATERIAL = """\
materials:
  - id: licence
    name: 营业执照
    source: government
    trust: issuer
    when: applicant.kind == "enterprise"
"""

RULE = Rule(
    code="TB113",
    name="shared_material",
    title="能够通过共享取得的证照，不得要求申请人另行提供。",
    article="335 §32；ORD §38；7 §20",
    hint="请写 licence：电子证照类型，或者 shared_data：共享数据；确实不能共享的，trust 写 uploaded。",
    check=check,
    failing=Sample(item=_MATERIAL),
    passing=Sample(item=_MATERIAL + "    licence: business-licence\n"),
)
