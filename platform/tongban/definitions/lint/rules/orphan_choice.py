"""Choices of a guided question lead to different situations; those that nothing tells apart are one (7 §7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.conditions import names_in_text
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    conditions = subject.conditions
    cells = _cells(subject)
    for place, question in subject.listed("situation"):
        asking = [text for text in conditions if question["id"] in names_in_text(text)]
        if not asking:
            continue  # the question as a whole is unused, which another rule tells
        alike = [
            value
            for value in question["choices"]
            if value not in cells and not any(_names(text, value) for text in asking)
        ]
        if len(alike) > 1:
            labels = "、".join(f"“{question['choices'][value]}”" for value in alike)
            message = f"“{question['ask']}”的选项{labels}没有任何区别：字段、材料、环节都不因选哪一个而不同。"
            yield Problem(("situation", place, "choices", alike[0]), message)


def _names(condition: str, value: str) -> bool:
    return re.search(rf"[\"']{re.escape(value)}[\"']", condition) is not None


def _cells(subject: Subject) -> set[str]:
    """Return the values that rows of decision tables name."""
    found: set[str] = set()
    for _, table in subject.listed("tables"):
        for row in table.get("rows", ()):
            for key, cell in row.items():
                if key in table["over"]:
                    found |= {str(each) for each in (cell if isinstance(cell, list) else [cell])}
    return found


_SITUATION = """\
situation:
  - id: purpose
    ask: 您要办理哪一种占用？
    choices: {stacking: 堆放物料, %sworks: 占道施工}
"""

RULE = Rule(
    code="TB147",
    name="orphan_choice",
    title="情形问题的选项之间应有区别。",
    article="7 §7；30 (五)",
    hint="请把没有区别的选项合并成一个，或者写明它们各自需要的字段、材料、环节。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_SITUATION % "event: 举办活动, "),
    passing=Sample(item=_SITUATION % ""),
)
