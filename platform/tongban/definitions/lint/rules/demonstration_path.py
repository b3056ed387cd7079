"""What is marked as a sample is there."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for place, path in enumerate(subject.data.get("demonstration", ())):
        if not leads_somewhere(subject.data, path):
            yield Problem(("demonstration", place), f"示范数据标记“{path}”指向的内容不存在。")


def leads_somewhere(data: object, path: str) -> bool:
    """Say whether a dotted path leads to a value; entries of a list are found by their id or number."""
    for part in path.split("."):
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and (found := _entry(data, part)) is not None:
            data = found
        else:
            return False
    return True


def _entry(entries: list[object], name: str) -> object:
    if name.isdigit() and int(name) < len(entries):
        return entries[int(name)]
    named = (each for each in entries if isinstance(each, dict))
    return next((each for each in named if name in (each.get("id"), each.get("step"), each.get("section"))), None)


RULE = Rule(
    code="TB121",
    name="demonstration_path",
    title="标记为示范数据的路径应当存在。",
    article="36 §6",
    hint="请改正路径，例如 time.promise、materials.plan、service.hours。",
    of=Of.CLAIM,
    exemptible=False,
    check=check,
    failing=Sample(item="demonstration: [time.promises]"),
    passing=Sample(item="demonstration: [time.promise, materials.plan]"),
)
