"""Two fields of a section with one label cannot be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.expand import fields_in
from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.strict_yaml import Path


def check(subject: Subject) -> Iterator[Problem]:
    seen: dict[tuple[Path, str, str], Path] = {}
    for below, entry in fields_in(subject.data.get("form")):
        # Two that are never shown together may share a label, as name and unit name do.
        key = (below[:-1], str(entry["label"]), str(entry.get("when", "")))
        if key in seen:
            yield Problem(("form", *below), f"同一节中有两个字段都叫“{entry['label']}”。")
        seen.setdefault(key, below)


_FORM = """\
form:
  - section: site
    title: 占用情况
    fields:
      - {use: person.name}
      - {id: area, label: 占用面积, type: number, unit: ㎡}
      - {id: kept, label: %s, type: number, unit: ㎡}
"""

RULE = Rule(
    code="TB154",
    name="duplicate_label",
    title="同一节中的字段名称不重复。",
    article="7 §7",
    hint="请给其中一个换一个能够区别的名称。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_FORM % "占用面积"),
    passing=Sample(item=_FORM % "余下通道面积"),
)
