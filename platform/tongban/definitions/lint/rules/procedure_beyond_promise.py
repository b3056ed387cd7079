"""A special procedure fits into the promise where the promise runs on during it (335 §25(2))."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.clocks import promise_runs
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.spans import shorter, tell_span
from tongban.definitions.steps import steps_of


def check(subject: Subject) -> Iterator[Problem]:
    promise = subject.data.get("time", {}).get("promise")
    for step in steps_of(subject.data):
        special = step.entry.get("special_procedure")
        if special and promise_runs(subject, special) and shorter(special["maximum"], promise) is False:
            message = (
                f"“{step.entry['name']}”最长{tell_span(special['maximum'])}，不少于承诺的{tell_span(promise)}；"
                "承诺时限不因特殊程序中止，无法按期办结。"
            )
            yield Problem((*step.where, "special_procedure", "maximum"), message)


_PROCESS = """\
process:
  - step: survey
    name: 现场勘验
    by: reviewer
    points: [占用范围与施工方案一致]
    special_procedure: {kind: site_survey, maximum: {working_days: %s}, basis: {law: 行政许可法, article: 第三十四条}}
  - {step: decision, name: 决定, by: chief_representative, decides: true}
"""

RULE = Rule(
    code="TB164",
    name="procedure_beyond_promise",
    title="特殊程序应在承诺时限内完成。",
    article="335 §25",
    hint="请缩短特殊程序，或者放长承诺时限（仍应少于法定时限）。",
    of=Of.BOTH,
    check=check,
    failing=Sample(item=_PROCESS % "5"),
    passing=Sample(item=_PROCESS % "3"),
)
