"""What a part waits for is another part of the bundle."""

from __future__ import annotations

from collections.abc import Iterator

from one_thing.language.lint.rule import PARTS, Problem, Rule, Sample, Subject, parts_with
from tongban.kit.vocabulary import nearest


def check(subject: Subject) -> Iterator[Problem]:
    known = subject.part_ids
    for place, part in subject.parts:
        others = tuple(each for each in known if each != part["part"])
        for number, before in enumerate(part.get("after", ())):
            if before not in others:
                yield _problem(("parts", place, "after", number), before, others)
        for number, takes in enumerate(part.get("takes", ())):
            if takes["from"] not in others:
                yield _problem(("parts", place, "takes", number, "from"), takes["from"], others)


def _problem(where: tuple[str | int, ...], before: str, others: tuple[str, ...]) -> Problem:
    return Problem(where, f"没有可以等待的构成事项“{before}”。", nearest(before, others))


RULE = Rule(
    code="OT105",
    name="unknown_wait",
    title="前序事项是本件事的另一构成事项。",
    article="7 §22",
    hint="请写另一构成事项的编号。",
    check=check,
    failing=parts_with("{from: works,", "{from: work,"),
    passing=Sample(bundle=PARTS),
)
