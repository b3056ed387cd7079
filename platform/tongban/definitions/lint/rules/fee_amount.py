"""What a fee comes to can be computed beforehand, in one way (335 §27(2); ORD §46)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for place, fee in subject.listed("fees"):
        if "amount" in fee and "table" in fee:
            message = f"“{fee['name']}”既写了 amount 又写了 table，金额有两种算法。"
            yield Problem(("fees", place), message, "请只留一种。")
        elif "amount" not in fee and "table" not in fee:
            yield Problem(("fees", place), f"“{fee['name']}”没有写明金额怎样计算，申请人事先不知道要交多少。")


_FEE = """\
online_payment: true
fees:
  - {name: 占道费, standard: 每平方米每日 1 元, basis: {law: 示例收费文件, article: 第一条}%s}
"""

RULE = Rule(
    code="TB174",
    name="fee_amount",
    title="收费应写明金额的算法：算式或者决策表，二者取一。",
    article="335 §27；ORD §46",
    hint="请写 amount（算式）或者 table（决策表的编号）。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_FEE % ""),
    passing=Sample(item=_FEE % ", amount: area"),
)
