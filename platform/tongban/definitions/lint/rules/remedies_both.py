"""Who is refused may ask for review or go to court; an item that names remedies names both (ORD §16(2))."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    remedies = subject.data.get("remedies")
    if isinstance(remedies, dict):
        for key, word in (("review", "行政复议"), ("litigation", "行政诉讼")):
            if key not in remedies:
                yield Problem(("remedies",), f"写明了权利救济，却没有{word}的机关。", f"请写 {key}: {{office: ……}}。")


RULE = Rule(
    code="TB184",
    name="remedies_both",
    title="写明权利救济的，行政复议和行政诉讼都要写。",
    article="ORD §16；行政许可法 §38",
    hint="请把行政复议机关和管辖法院都写上；不写 remedies 的，使用规则集中的统一说法。",
    of=Of.BOTH,
    check=check,
    failing=Sample(item="remedies: {review: {office: 云阳县人民政府}}"),
    passing=Sample(item="remedies: {review: {office: 云阳县人民政府}, litigation: {office: 云阳县人民法院}}"),
)
