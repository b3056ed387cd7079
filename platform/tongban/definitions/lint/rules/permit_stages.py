"""A permit passes acceptance, examination, decision, closing and delivery (domain check G11)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.steps import steps_of

#: What the engine adds to the steps of a process: acceptance, closing, delivery.
ADDED = ("受理", "办结", "送达")
LEAST = 5


def check(subject: Subject) -> Iterator[Problem]:
    entry = subject.data.get("catalogue")
    if not isinstance(entry, dict) or entry["kind"] != "01":
        return
    if subject.data.get("time", {}).get("promise") == "on_the_spot":
        return  # examined and decided in one act, at once (335 §25)
    steps = [each.entry for each in steps_of(subject.data)]
    if any(step.get("decides") for step in steps) and len(steps) + len(ADDED) < LEAST:
        stages = "、".join((ADDED[0], *(str(step["name"]) for step in steps), *ADDED[1:]))
        yield Problem(("process",), f"行政许可至少经过五个环节，现在只有{stages}，缺少审查。")


_DECISION = "  - {step: decision, name: 决定, by: chief_representative, decides: true}\n"

RULE = Rule(
    code="TB133",
    name="permit_stages",
    title="行政许可至少有受理、审查、决定、办结、送达五个环节。",
    article="335 §16；ORD §9、§16",
    hint="请在决定之前写一个审查环节；受理、办结、送达由平台办理，不用写。",
    check=check,
    failing=Sample(item="process:\n" + _DECISION),
    passing=Sample(
        item="process:\n  - {step: review, name: 材料审查, by: reviewer, points: [占用理由充分]}\n" + _DECISION
    ),
)
