"""The process ends with one decision, made by who may decide (335 §16, §26)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.steps import steps_in
from tongban.definitions.strict_yaml import Path


def check(subject: Subject) -> Iterator[Problem]:
    steps = list(steps_in(subject.data))
    deciding = [where for where, step in steps if step.get("decides")]
    if not deciding:
        yield Problem(("process",), "办理流程没有决定环节，办件无法办结。", "请给最后一个环节写 decides: true。")
    for where, step in steps:
        if where in deciding[1:]:
            yield Problem((*where, "decides"), f"“{step['name']}”是第二个决定环节。", "一个办件只作一次决定。")
        elif where in deciding:
            yield from _faults_of(step, where, last=where == steps[-1][0])


def _faults_of(step: Mapping[str, Any], where: Path, *, last: bool) -> Iterator[Problem]:
    if not last:
        yield Problem(where, f"决定环节“{step['name']}”之后还有环节，永远不会办理。", "请把它移到最后。")
    if "when" in step:
        message = f"决定环节“{step['name']}”有条件；条件不成立时办件无法办结。"
        yield Problem((*where, "when"), message, "请删去 when。")
    if step["by"] != "chief_representative":
        message = f"决定环节“{step['name']}”应由首席代表办理。"
        yield Problem((*where, "by"), message, "请写 by: chief_representative。", article="335 §16")


_PROCESS = "process:\n  - {step: review, name: 材料审查, by: reviewer, points: [占用理由充分]}\n"

RULE = Rule(
    code="TB114",
    name="deciding_step",
    title="办理流程以一个由首席代表作出的、没有条件的决定环节结束。",
    article="335 §16、§26",
    hint="请改正决定环节。",
    exemptible=False,
    check=check,
    failing=Sample(item=_PROCESS),
    passing=Sample(item=_PROCESS + "  - {step: decision, name: 决定, by: chief_representative, decides: true}"),
)
