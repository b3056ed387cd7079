"""Addresses and telephone numbers stand where each claimant writes its own, not in what all share (7 §9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject

PHONE = re.compile(r"(?<![\dA-Za-z-])(0\d{2,3}[-—]\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4})(?!\d)")
PLACE = re.compile(r"[\u4e00-\u9fff]{1,10}(路|街|大道|巷|街道)\s?\d+\s?号")
#: What is shown as an example of an answer or of a paper, and what claimants write themselves.
ELSEWHERE = ("sample", "example", "pattern_help")
OPEN = ("questions", "remedies", "intermediaries")


def check(subject: Subject) -> Iterator[Problem]:
    for where, text in subject.texts:
        if where[0] in OPEN or where[-1] in ELSEWHERE:
            continue
        for pattern, word in ((PHONE, "电话号码"), (PLACE, "地址")):
            if found := pattern.search(text):
                yield Problem(where, f"统一管控的内容中有{word}“{found[0]}”，各区县却各不相同。")


RULE = Rule(
    code="TB148",
    name="contact_in_controlled",
    title="窗口地址、联系电话等非统一管控要素不写进统一管控的内容。",
    article="7 §9",
    hint="请删去，由认领的单位写在 service 中。",
    check=check,
    failing=Sample(item="summary: 临时占用城市道路的，到示例路 3 号办理。"),
    passing=Sample(item="summary: 临时占用城市道路的，办理本事项。"),
)
