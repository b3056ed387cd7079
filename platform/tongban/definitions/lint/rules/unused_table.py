"""A decision table gives a value that something uses."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.conditions import names_in_text
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    used = {name for text in subject.conditions for name in names_in_text(text)}
    used |= {str(fee["table"]) for _, fee in subject.listed("fees") if "table" in fee}
    used |= {str(each["table"]) for each in _assignments(subject.data.get("process"))}
    for place, table in subject.listed("tables"):
        if table["id"] not in used:
            yield Problem(("tables", place), f"决策表“{table['title']}”得出的结果没有用处。")


def _assignments(process: object) -> Iterator[dict[str, object]]:
    if isinstance(process, list):
        for each in process:
            yield from _assignments(each)
    elif isinstance(process, dict):
        if isinstance(process.get("assign"), dict) and "table" in process["assign"]:
            yield process["assign"]
        yield from _assignments(process.get("steps"))


_TABLE = """\
tables:
  - id: size
    title: 占用规模
    over: [area]
    gives: {type: choice, choices: {small: 小型, large: 大型}}
    rows:
      - {area: "<= 50", gives: small}
      - {area: "> 50", gives: large}
"""

RULE = Rule(
    code="TB192",
    name="unused_table",
    title="决策表的结果应在条件、收费或者分派中使用。",
    article="7 §7",
    hint="请在 when、fees 或者 assign 中使用它，或者删去。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_TABLE),
    passing=Sample(item=_TABLE + 'materials: [{id: plan, name: 施工方案, when: size == "large"}]\n'),
)
