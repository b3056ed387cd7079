"""No step is added without a law that asks for it (ORD §9(3); domain check G17)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.steps import steps_of


def check(subject: Subject) -> Iterator[Problem]:
    for step in steps_of(subject.data):
        special = step.entry.get("special_procedure")
        if special and not special.get("basis"):
            message = f"特殊程序“{step.entry['name']}”没有写明依据；没有法律、法规、规章依据，不得增设环节。"
            yield Problem((*step.where, "special_procedure"), message)


_PROCESS = """\
process:
  - step: survey
    name: 现场勘验
    by: reviewer
    points: [占用范围与施工方案一致]
    special_procedure: {kind: site_survey, maximum: {working_days: 2}%s}
  - {step: decision, name: 决定, by: chief_representative, decides: true}
"""

RULE = Rule(
    code="TB180",
    name="procedure_basis",
    title="特殊程序应有法律、法规、规章依据。",
    article="ORD §9、§41；335 §25",
    hint="请写 basis：哪一部法的哪一条要求这个程序。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_PROCESS % ""),
    passing=Sample(item=_PROCESS % ", basis: {law: 中华人民共和国行政许可法, article: 第三十四条}"),
)
