"""Materials, steps and questions of an item have different names: people and notices tell them by name."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.steps import steps_of
from tongban.definitions.strict_yaml import Path


def check(subject: Subject) -> Iterator[Problem]:
    steps = [(str(step.entry["name"]), step.where) for step in steps_of(subject.data)]
    yield from _repeated(_named(subject, "materials", "name"), "份材料")
    yield from _repeated(steps, "个环节")
    yield from _repeated(_named(subject, "questions", "question"), "个常见问题")


def _named(subject: Subject, key: str, name: str) -> list[tuple[str, Path]]:
    return [(str(each[name]), (key, place)) for place, each in subject.listed(key)]


def _repeated(named: list[tuple[str, Path]], word: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, where in named:
        if name in seen:
            yield Problem(where, f"有两{word}都叫“{name}”。")
        seen.add(name)


_MATERIALS = "materials:\n  - {id: plan, name: 施工方案}\n  - {id: safety, name: %s}\n"

RULE = Rule(
    code="TB156",
    name="duplicate_name",
    title="同一事项的材料、环节和常见问题各自的名称不重复。",
    article="7 §7；ORD §9",
    hint="请改成能够区别的名称，或者删去一个。",
    check=check,
    failing=Sample(item=_MATERIALS % "施工方案"),
    passing=Sample(item=_MATERIALS % "安全措施"),
)
