"""Themes are the platform's own, so that people find an item where they look for it."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.themes import THEMES
from tongban.definitions.vocabulary import nearest


def check(subject: Subject) -> Iterator[Problem]:
    for place, theme in enumerate(subject.data.get("themes", ())):
        if theme not in THEMES:
            yield Problem(("themes", place), f"没有“{theme}”这个主题。", nearest(theme, THEMES))


RULE = Rule(
    code="TB131",
    name="unknown_theme",
    title="主题分类应使用统一的主题名称。",
    article="36 §6；7 §7",
    hint="请改用统一的主题名称。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item="themes: [准营准办, 占道]"),
    passing=Sample(item="themes: [准营准办, 公用事业]"),
)
