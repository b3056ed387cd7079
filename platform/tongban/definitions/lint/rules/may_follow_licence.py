"""What the office takes from the licence library cannot be handed in later (7 §20; 335 §19)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for place, material in subject.listed("materials"):
        if "may_follow" in material and ("licence" in material or "shared_data" in material):
            message = f"“{material['name']}”由平台取得，不用申请人提交，也就没有后补的期限。"
            yield Problem(("materials", place, "may_follow"), message)


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
    code="TB166",
    name="may_follow_licence",
    title="由平台取得的证照和数据，不写容缺后补的期限。",
    article="7 §20；335 §19",
    hint="请删去 may_follow。",
    check=check,
    failing=Sample(item=_MATERIAL + "    may_follow: {working_days: 5}\n"),
    passing=Sample(item=_MATERIAL),
)
