"""The limits of the steps that every case passes fit together into the promise (335 §25)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.clocks import promise_runs
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.steps import WrittenStep, steps_of


def check(subject: Subject) -> Iterator[Problem]:
    """Add up working days only; steps with a condition and those side by side are the prover's."""
    promise = subject.data.get("time", {}).get("promise")
    if not isinstance(promise, dict) or "working_days" not in promise:
        return
    steps = [step for step in steps_of(subject.data) if "when" not in step.entry and step.group is None]
    days = {str(step.entry["name"]): _days(subject, step) for step in steps}
    if (total := sum(days.values())) > promise["working_days"]:
        told = "、".join(f"{name} {count} 个" for name, count in days.items() if count)
        message = f"各环节时限合计 {total} 个工作日（{told}），超过承诺的 {promise['working_days']} 个工作日。"
        yield Problem(("time", "promise"), message)


def _days(subject: Subject, step: WrittenStep) -> int:
    special = step.entry.get("special_procedure")
    days = step.entry.get("within", {}).get("working_days", 0)
    if special and promise_runs(subject, special):
        days += special["maximum"].get("working_days", 0)
    return int(days)


_PROCESS = """\
process:
  - {step: review, name: 材料审查, by: reviewer, points: [占用理由充分], within: {working_days: %s}}
  - {step: decision, name: 决定, by: chief_representative, decides: true, within: {working_days: 2}}
"""

RULE = Rule(
    code="TB165",
    name="steps_beyond_promise",
    title="各环节的时限合计不超过承诺时限。",
    article="335 §25",
    hint="请缩短环节时限，或者放长承诺时限（仍应少于法定时限）。",
    severity=Severity.WARNING,
    of=Of.BOTH,
    check=check,
    failing=Sample(item=_PROCESS % "4"),
    passing=Sample(item=_PROCESS % "3"),
)
