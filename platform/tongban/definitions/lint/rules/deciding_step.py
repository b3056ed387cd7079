"""The process ends with one decision, made by who may decide (335 §16, §26)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    steps = list(subject.listed("process"))
    deciding = [place for place, step in steps if step.get("decides")]
    if not deciding:
        yield Problem(("process",), "办理流程没有决定环节，办件无法办结。", "请给最后一个环节写 decides: true。")
    for place, step in steps:
        if place in deciding[1:]:
            yield Problem(
                ("process", place, "decides"), f"“{step['name']}”是第二个决定环节。", "一个办件只作一次决定。"
            )
        elif place in deciding:
            yield from _faults_of(subject, place, len(steps))


def _faults_of(subject: Subject, place: int, count: int) -> Iterator[Problem]:
    step = subject.data["process"][place]
    if place != count - 1:
        yield Problem(("process", place), f"决定环节“{step['name']}”之后还有环节，永远不会办理。", "请把它移到最后。")
    if "when" in step:
        message = f"决定环节“{step['name']}”有条件；条件不成立时办件无法办结。"
        yield Problem(("process", place, "when"), message, "请删去 when。")
    if step["by"] != "chief_representative":
        message = f"决定环节“{step['name']}”应由首席代表办理。"
        yield Problem(("process", place, "by"), message, "请写 by: chief_representative。", article="335 §16")


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
