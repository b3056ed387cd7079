"""What is said of couriers agrees with how one may apply and how results come (7 §3: 快递物流)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.channels import channels_of, delivery_of
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    courier = subject.data.get("courier")
    if not isinstance(courier, dict):
        return
    for key, word, place, listed in (
        ("materials", "寄来材料", "channels", channels_of(subject.data)),
        ("results", "寄送结果", "delivery", delivery_of(subject.data)),
    ):
        if key in courier and courier[key] != ("courier" in listed):
            message = f"courier.{key} 写的是{'可以' if courier[key] else '不能'}{word}，{place} 中却相反。"
            yield Problem(("courier", key), message)


RULE = Rule(
    code="TB188",
    name="courier_flags",
    title="快递的说明与办理形式、送达方式一致。",
    article="7 §3；ORD §9",
    hint="请核对 courier 与 channels、delivery。",
    of=Of.BOTH,
    check=check,
    failing=Sample(item="courier: {results: true}"),
    passing=Sample(item="courier: {results: true}\ndelivery: [window, courier]"),
)
