"""Chinese sentences have Chinese punctuation (GB/T 15834), so that guides and notices read as official texts do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Mend, Problem, Rule, Sample, Subject

FULL: Mapping[str, str] = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}
_HAN = "[\u4e00-\u9fff”’》）]"
_AFTER = re.compile(rf"(?<={_HAN})\s*([,;:?!])\s*|(?<={_HAN})\.(?=\s*$)")
_BRACKETS = re.compile(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)|(?<=[\u4e00-\u9fff])\(([^()]*)\)")


def check(subject: Subject) -> Iterator[Problem]:
    for where, text in subject.texts:
        mended = with_full_width(text)
        if mended != text:
            yield Problem(where, f"“{text[:24]}”用了半角标点，应为“{mended[:24]}”。", mend=Mend(where, mended))


def with_full_width(text: str) -> str:
    """Return the text with full-width punctuation beside Chinese characters; numbers and Latin words keep theirs."""
    text = _AFTER.sub(lambda found: FULL[found[0].strip()], text)
    return _BRACKETS.sub(lambda found: f"（{found[1] if found[1] is not None else found[2]}）", text)


RULE = Rule(
    code="TB150",
    name="half_width",
    title="中文句子使用全角标点。",
    article="7 §9",
    hint="请改用全角标点；tongban lint --fix 可以代为改正。",
    severity=Severity.WARNING,
    fixable=True,
    check=check,
    failing=Sample(item="summary: 因施工等需要,临时占用城市道路的，办理本事项。"),
    passing=Sample(item="summary: 因施工等需要，临时占用城市道路的，办理本事项。"),
)
