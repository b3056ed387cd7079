"""A fee rests on a published basis (335 §27; ORD §46)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for place, fee in subject.listed("fees"):
        if "basis" not in fee:
            yield Problem(("fees", place), f"收费项目“{fee['name']}”没有依据。")


_FEE = """\
online_payment: true
fees:
  - {name: 占道费, standard: 每平方米每日 1 元, amount: area%s}
"""

RULE = Rule(
    code="TB105",
    name="fee_without_basis",
    title="收费应有依据，并公布名称、依据和标准。",
    article="335 §27；ORD §46",
    hint="请写 basis：收费所依据的文件和条款；没有依据的不得收费，写 fees: none。",
    exemptible=False,
    check=check,
    failing=Sample(item=_FEE % ""),
    passing=Sample(item=_FEE % ", basis: {law: 示例收费文件, article: 第一条}"),
)
