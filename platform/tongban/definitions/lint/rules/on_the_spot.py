"""What is decided on the spot is decided in one go (335 §25: only the form is checked)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.steps import steps_in


def check(subject: Subject) -> Iterator[Problem]:
    if subject.data.get("time", {}).get("promise") != "on_the_spot":
        return
    for where, step in steps_in(subject.data):
        if "special_procedure" in step:
            message = f"当场办结的事项不能有特殊程序，“{step['name']}”却有。"
            yield Problem((*where, "special_procedure"), message)
        elif "within" in step:
            yield Problem((*where, "within"), f"当场办结的事项，环节“{step['name']}”不能另有时限。")
    for place, material in subject.listed("materials"):
        if "may_follow" in material:
            message = f"当场办结的事项，材料“{material['name']}”不能后补。"
            yield Problem(("materials", place, "may_follow"), message)


RULE = Rule(
    code="TB103",
    name="on_the_spot",
    title="承诺当场办结的事项，不能有特殊程序、环节时限和后补材料。",
    article="335 §17、§25",
    hint="请删去这一项，或者把承诺写成工作日数。",
    of=Of.BOTH,
    exemptible=False,
    check=check,
    failing=Sample(item="time: {statutory: {working_days: 20}, promise: on_the_spot}"),
    passing=Sample(
        item="time: {statutory: {working_days: 20}, promise: on_the_spot}\n"
        "process:\n  - {step: decision, name: 决定, by: chief_representative, decides: true}"
    ),
)
