"""决定由作出决定的一方送达。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject
from sichuan_chongqing.agreements.model import Teller


def check(subject: Subject) -> Iterator[Problem]:
    if subject.agreement.tells["decision"] is Teller.RECEIVING:
        yield Problem(("tells", "decision"), "决定不能只由收件地告知：作出决定的是办理地，事权没有转移。")


RULE = Rule(
    code="XR112",
    name="decision_told_by_handling",
    title="决定由作出决定的一方送达。",
    article="335 §26；7 §24",
    hint="把 tells.decision 写成 handling 或 both；异地代收代办不改变事权。",
    check=check,
    failing=Sample("tells: {decision: receiving}"),
    passing=Sample("tells: {decision: both}"),
)
