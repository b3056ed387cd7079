"""The basis of a fee can be looked up: a law with its article, or a document with its number (335 §27(2))."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for place, fee in subject.listed("fees"):
        basis = fee.get("basis")
        if isinstance(basis, dict) and not basis.get("article") and not basis.get("number"):
            message = f"“{fee['name']}”的收费依据《{basis['law']}》没有写明条款或者文号。"
            yield Problem(("fees", place, "basis"), message)
        reduction = fee.get("reduction")
        if isinstance(reduction, dict) and "basis" not in reduction:
            message = f"“{fee['name']}”可以减免，却没有写明减免的依据。"
            yield Problem(("fees", place, "reduction"), message, "请给 reduction 写 basis。")


_FEE = """\
online_payment: true
fees:
  - {name: 占道费, standard: 每平方米每日 1 元, amount: area, basis: {law: 示例收费文件%s}}
"""

RULE = Rule(
    code="TB176",
    name="fee_basis_article",
    title="收费和减免的依据应写明条款或者文号。",
    article="335 §27；ORD §46",
    hint="请给 basis 写 article 或者 number。",
    check=check,
    failing=Sample(item=_FEE % ""),
    passing=Sample(item=_FEE % ", article: 第一条"),
)
