"""Who must be there in person comes at least once (335 §22)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    if subject.data.get("visits", 0):
        return
    for place, material in subject.listed("materials"):
        if material.get("in_person"):
            message = f"“{material['name']}”要本人到现场填写，到现场次数却为零。"
            yield Problem(("materials", place, "in_person"), message)


_MATERIAL = "materials:\n  - {id: form, name: 现场指纹采集表%s}\n"

RULE = Rule(
    code="TB186",
    name="in_person_visits",
    title="有材料要本人到现场填写的，到现场次数不为零。",
    article="335 §22",
    hint="请写明 visits 和 visits_reason，或者删去 in_person。",
    of=Of.BOTH,
    check=check,
    failing=Sample(item=_MATERIAL % ", in_person: true"),
    passing=Sample(item=_MATERIAL % ""),
)
