"""A part is named once."""

from __future__ import annotations

from collections.abc import Iterator

from one_thing.language.lint.rule import PARTS, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, part in subject.parts:
        if part["part"] in seen:
            yield Problem(("parts", place, "part"), f"构成事项“{part['part']}”写了两次。")
        seen.add(part["part"])


RULE = Rule(
    code="OT104",
    name="duplicate_part",
    title="同一构成事项只写一次。",
    article="7 §22",
    hint="请改用不同的编号。",
    check=check,
    failing=Sample(bundle=f"{PARTS}  - part: board\n    item: works-sign\n    after: [works]\n    apart: [name]\n"),
    passing=Sample(bundle=PARTS),
)
