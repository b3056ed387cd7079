"""A review point is about something that the applicant fills in or hands in (7 §9).

That the ids of `about` exist is the compiler's to check; a plain sentence must at least recall a word of the item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.lint.texts import texts_for_people
from tongban.definitions.steps import steps_of

#: What of an item a point may speak of: what is asked, filled in, handed in, or must be so.
SPOKEN_OF = ("situation", "form", "materials", "conditions", "title", "commitment", "tables", "quantity_limit")


def check(subject: Subject) -> Iterator[Problem]:
    known: set[str] | None = None
    for step in steps_of(subject.data):
        if step.entry.get("decides"):
            continue  # a decision looks at the steps before it
        for place, point in enumerate(step.entry.get("points", ())):
            if isinstance(point, dict) and "about" in point:
                continue
            text = str(point["point"] if isinstance(point, dict) else point)
            known = _pairs_of(subject.data) if known is None else known
            if not known & _pairs(text):
                message = f"审查要点“{text}”看不出核对的是哪个字段或者哪份材料。"
                yield Problem((*step.where, "points", place), message)


def _pairs_of(data: Mapping[str, Any]) -> set[str]:
    texts = (text for _, text in texts_for_people({key: data[key] for key in SPOKEN_OF if key in data}))
    return set().union(*(_pairs(text) for text in texts))


def _pairs(text: str) -> set[str]:
    """Return each two neighbouring characters, the least by which one Chinese text recalls another."""
    return {text[place : place + 2] for place in range(len(text) - 1)}


_PROCESS = """\
process:
  - {step: review, name: 材料审查, by: reviewer, points: [%s]}
  - {step: decision, name: 决定, by: chief_representative, decides: true}
"""

RULE = Rule(
    code="TB146",
    name="point_without_subject",
    title="审查要点应指明核对的字段或者材料。",
    article="7 §9",
    hint="请写成 {point: ……, about: [字段或者材料的编号]}。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_PROCESS % "没有异议"),
    passing=Sample(item=_PROCESS % "{point: 没有异议, about: [plan]}"),
)
