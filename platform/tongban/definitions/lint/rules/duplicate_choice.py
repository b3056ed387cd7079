"""Choices that read the same cannot be chosen between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tongban.definitions.expand import fields_in
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.strict_yaml import Path


def check(subject: Subject) -> Iterator[Problem]:
    for where, entry in _choosing(subject.data):
        first: dict[str, str] = {}
        for value, label in entry["choices"].items():
            if label in first:
                name = entry.get("ask") or entry.get("label")
                yield Problem((*where, "choices", value), f"“{name}”有两个选项都叫“{label}”。")
            first.setdefault(label, value)


def _choosing(data: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for place, question in enumerate(data.get("situation", ())):
        yield ("situation", place), question
    for below, entry in fields_in(data.get("form")):
        if isinstance(entry.get("choices"), dict):
            yield ("form", *below), entry


_SITUATION = """\
situation:
  - {id: purpose, ask: 您要办理哪一种占用？, choices: {stacking: 堆放物料, works: %s}}
"""

RULE = Rule(
    code="TB155",
    name="duplicate_choice",
    title="同一问题或者字段的选项名称不重复。",
    article="7 §7",
    hint="请改成能够区别的名称，或者删去一个。",
    check=check,
    failing=Sample(item=_SITUATION % "堆放物料"),
    passing=Sample(item=_SITUATION % "占道施工"),
)
