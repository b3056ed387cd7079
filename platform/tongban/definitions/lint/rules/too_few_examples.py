"""An item comes with at least three examples: granted, supplemented, refused or lapsed."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject

LEAST = 3


def check(subject: Subject) -> Iterator[Problem]:
    if (count := len(subject.examples)) < LEAST:
        yield Problem(("item",), f"事项只有 {count} 个示例，至少应有 {LEAST} 个。")


RULE = Rule(
    code="TB119",
    name="too_few_examples",
    title="每个事项至少有三个示例：一个准予，一个补正，一个不予或者视为撤回。",
    article="335 §14；30 (五)",
    hint="请在 examples/ 中补写示例；示例就是事项的测试。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(without=("item_defs/chengguan/occupy-road/examples/refused.yaml",)),
    passing=Sample(),
)
