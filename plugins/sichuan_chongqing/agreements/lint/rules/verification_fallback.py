"""联网核验的证照要写明对方系统不通时怎么办。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for each in subject.agreement.licences:
        if each.verified == "online" and not each.fallback:
            yield Problem(("licences", each.id), f"“{each.id}”联网核验，却没有写对方系统不通时怎么办。")


RULE = Rule(
    code="XR109",
    name="verification_fallback",
    title="联网核验的证照要写明对方系统不通时怎么办。",
    article="335 §18；7 §24",
    hint="写 fallback：paper_seen（当场看原件）、later（先收后核）或 refuse（不收）。",
    check=check,
    failing=Sample("licences: {identity: {fallback: null}}"),
    passing=Sample("licences: {identity: {verified: shown, fallback: null}}"),
)
