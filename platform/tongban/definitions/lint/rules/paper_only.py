"""Who applies online hands in no paper, unless a law asks for paper (335 §28(2))."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.channels import channels_of, depth_of
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    if depth_of(subject.data) != "full" or "online" not in channels_of(subject.data):
        return
    for place, material in subject.listed("materials"):
        if material.get("form") == "paper" and not material.get("basis"):
            message = f"本事项全程网办，“{material['name']}”却只收纸质，也没有写明法律法规的依据。"
            yield Problem(("materials", place, "form"), message)


_MATERIAL = "materials:\n  - {id: plan, name: 施工方案, form: %s}\n"

RULE = Rule(
    code="TB187",
    name="paper_only",
    title="除法律法规明确要求提供纸质材料外，网上申请的不再要求纸质材料。",
    article="335 §28",
    hint="请把 form 改为 both 或者 electronic；法律法规要求纸质的，写 basis。",
    check=check,
    failing=Sample(item=_MATERIAL % "paper"),
    passing=Sample(item=_MATERIAL % "electronic"),
)
