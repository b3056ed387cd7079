"""A threshold that nothing asks for has no use."""

from __future__ import annotations

from collections.abc import Iterator

from one_thing.language.lint.rule import Problem, Rule, Sample, Subject
from tongban.kit.language import Severity, conditions_in, names_in_text


def check(subject: Subject) -> Iterator[Problem]:
    texts = [str(each) for each in conditions_in(subject.data)]
    named = set().union(*(names_in_text(each) for each in texts))
    for name, said in subject.data.get("thresholds", {}).items():
        if name not in named:
            yield Problem(("thresholds", name), f"没有条件用到“{said['label']}”（{name}）。", on_key=True)


RULE = Rule(
    code="OT111",
    name="unused_threshold",
    title="起点数应有条件用到。",
    article="7 §22",
    hint="请删去，或者写进事项的 when。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(
        bundle="""\
thresholds:
  large: {label: 公示牌备案的面积起点, unit: ㎡, value: 50}
  small: {label: 免于备案的面积, unit: ㎡, value: 5}
"""
    ),
    passing=Sample(
        bundle="""\
thresholds:
  large: {label: 公示牌备案的面积起点, unit: ㎡, value: 40}
"""
    ),
)
