"""Themes suit those whom the item serves: persons, bodies, or both (domain check G10)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.themes import FOR_BODIES, FOR_PERSONS, THEMES


def check(subject: Subject) -> Iterator[Problem]:
    themes = [each for each in subject.data.get("themes", ()) if each in THEMES]
    applicants = subject.data.get("applicants", ())
    audiences: list[tuple[str, tuple[str, ...]]] = [("自然人", FOR_PERSONS)] if "person" in applicants else []
    audiences += [("法人和其他组织", FOR_BODIES)] if set(applicants) - {"person"} else []
    for place, theme in enumerate(subject.data.get("themes", ())):
        if theme in themes and not any(theme in known for _, known in audiences):
            message = f"主题“{theme}”不适用于本事项的服务对象（{'、'.join(name for name, _ in audiences)}）。"
            yield Problem(("themes", place), message)
    for name, known in audiences:
        if themes and not any(theme in known for theme in themes):
            yield Problem(("themes",), f"服务对象有{name}，却没有一个{name}的主题。")


RULE = Rule(
    code="TB132",
    name="theme_of_audience",
    title="主题分类应与服务对象一致。",
    article="36 §6；ORD §9",
    hint="请核对 applicants 和 themes，每一类服务对象至少有一个主题。",
    check=check,
    failing=Sample(item="themes: [生育收养]"),
    passing=Sample(item="themes: [生育收养, 准营准办]"),
)
