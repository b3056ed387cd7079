"""Claim: the examples still come out as their authors said; they are what the department meant by its definition."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.assurance.play import play
from tongban.assurance.prove.codes import Findings
from tongban.calendars import WorkingCalendar
from tongban.definitions import Definition
from tongban.definitions.examples import Example
from tongban.definitions.provenance import Origin
from tongban.definitions.rulebook import Rulebook
from tongban.errors import TongbanError


def prove_examples(
    definition: Definition,
    examples: tuple[Example, ...],
    rulebook: Rulebook,
    calendar: WorkingCalendar,
    findings: Findings,
) -> int:
    """Play each example; return how many. What comes out differently is a finding at the example's file."""
    for example in examples:
        for told in _surprises(example, definition, rulebook, calendar):
            findings.add("TB341", (), f"示例“{example.title}”：{told}。", origin=Origin(example.path, 1, 1))
    return len(examples)


def _surprises(
    example: Example, definition: Definition, rulebook: Rulebook, calendar: WorkingCalendar
) -> Iterator[str]:
    try:
        yield from (str(each) for each in play(example, definition, rulebook, calendar).surprises)
    except TongbanError as refused:
        yield refused.message.rstrip("。")
    except (AssertionError, KeyError, StopIteration):  # it names a step or part that is no longer there
        yield "事项定义里已经没有它用到的内容"
