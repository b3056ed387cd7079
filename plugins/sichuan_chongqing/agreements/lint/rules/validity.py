"""协议的有效期要有头有尾，并且没有过期。"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    agreement = subject.agreement
    if agreement.valid_from > agreement.valid_until:
        yield Problem(("valid", "until"), f"有效期止 {agreement.valid_until} 早于有效期起 {agreement.valid_from}。")
    elif subject.today is not None and subject.today > agreement.valid_until:
        yield Problem(("valid", "until"), f"协议已于 {agreement.valid_until} 到期。")


RULE = Rule(
    code="XR113",
    name="validity",
    title="协议的有效期要有头有尾，并且没有过期。",
    article="7 §24",
    hint="请续签并更新 valid，或停用这份协议。",
    check=check,
    failing=Sample('valid: {until: "2025-12-31"}'),
    passing=Sample(today=date(2027, 12, 31)),
)
