"""The leading part is one of the bundle."""

from __future__ import annotations

from collections.abc import Iterator

from one_thing.language.lint.rule import Problem, Rule, Sample, Subject
from tongban.kit.vocabulary import nearest


def check(subject: Subject) -> Iterator[Problem]:
    leader = subject.data.get("leader")
    if leader is not None and leader not in subject.part_ids:
        yield Problem(("leader",), f"没有构成事项“{leader}”。", nearest(leader, subject.part_ids))


RULE = Rule(
    code="OT110",
    name="unknown_leader",
    title="牵头的构成事项应在本件事之中。",
    article="7 §22",
    hint="请写一个构成事项的编号。",
    check=check,
    failing=Sample(
        bundle="""\
leader: work
"""
    ),
    passing=Sample(
        bundle="""\
leader: board
"""
    ),
)
