"""A step in which somebody examines says what is examined (7 §9: 审核要点)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.steps import steps_of


def check(subject: Subject) -> Iterator[Problem]:
    for each in steps_of(subject.data):
        if not each.entry.get("points") and not each.entry.get("decides"):
            yield Problem(each.where, f"环节“{each.entry['name']}”没有写明审查要点。")


_PROCESS = """\
process:
  - {step: review, name: 材料审查, by: reviewer%s}
  - {step: decision, name: 决定, by: chief_representative, decides: true}
"""

RULE = Rule(
    code="TB145",
    name="step_without_points",
    title="决定之前的每个环节都应有审查要点。",
    article="7 §9",
    hint="请写 points：审查人员要核对什么。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_PROCESS % ""),
    passing=Sample(item=_PROCESS % ", points: [占用理由充分]"),
)
