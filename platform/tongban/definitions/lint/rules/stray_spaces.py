"""No spaces between Chinese characters, none at the ends, none twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Mend, Problem, Rule, Sample, Subject

_HAN = "[\u4e00-\u9fff，。；：？！、“”《》（）]"
_BETWEEN = re.compile(rf"(?<={_HAN})[ \u3000\u00a0]+(?={_HAN})")
_MANY = re.compile(r"[ \u3000\u00a0]{2,}|[\u3000\u00a0]")


def check(subject: Subject) -> Iterator[Problem]:
    for where, text in subject.texts:
        mended = without_stray_spaces(text)
        if mended != text:
            yield Problem(where, f"“{text.strip()[:24]}”中有多余的空格。", mend=Mend(where, mended))


def without_stray_spaces(text: str) -> str:
    """Return the text without spaces that part Chinese characters; one before a number or a Latin word stays."""
    lines = [_MANY.sub(" ", _BETWEEN.sub("", line)).strip() for line in text.split("\n")]
    return "\n".join(lines)


RULE = Rule(
    code="TB151",
    name="stray_spaces",
    title="中文文字中没有多余的空格。",
    article="7 §9",
    hint="请删去空格；tongban lint --fix 可以代为删去。",
    severity=Severity.WARNING,
    fixable=True,
    check=check,
    failing=Sample(item="summary: 因施工等需要 临时占用城市道路的，办理本事项。"),
    passing=Sample(item="summary: 因施工等需要临时占用城市道路的，办理本事项。"),
)
