"""Where there is a fee it can be paid online; where there is none, nothing is paid (335 §27; domain check G8)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    fees, online = [fee for _, fee in subject.listed("fees")], subject.data.get("online_payment")
    if online and not fees:
        yield Problem(("online_payment",), "本事项不收费，却写了支持网上支付。", "请删去 online_payment。")
    if fees and not online and not all(fee.get("online") for fee in fees):
        yield Problem(("fees",), "本事项收费，却不能网上支付。", "请写 online_payment: true。")


RULE = Rule(
    code="TB175",
    name="fee_payment",
    title="收费的事项应支持网上支付；不收费的，不写网上支付。",
    article="335 §27；ORD §46",
    hint="请核对 fees 和 online_payment。",
    check=check,
    failing=Sample(item="online_payment: true"),
    passing=Sample(item="fees: none"),
)
