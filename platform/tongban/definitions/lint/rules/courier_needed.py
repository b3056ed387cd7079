"""Who neither comes to the counter nor applies online must be able to send and receive by post (domain check G6)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.channels import channels_of, delivery_of
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    data = subject.data
    if data.get("visits", 0) or "online" in channels_of(data):
        return
    if "courier" not in channels_of(data):
        message = "申请人不用到现场，也不能网上办理，就应当能够邮寄申请材料，办理形式中却没有快递（courier）。"
        yield Problem(("channels",), message)
    elif not {"courier", "electronic"} & set(delivery_of(data)):
        message = "申请人不用到现场，也不能网上办理，结果送达方式中却没有邮寄（courier）或者电子送达。"
        yield Problem(("delivery",), message)


RULE = Rule(
    code="TB127",
    name="courier_needed",
    title="到现场次数为零又不能网上办理的，应支持快递。",
    article="335 §22；7 §3",
    hint="请在 channels、delivery 中加上 courier，或者写明到现场次数和原因。",
    of=Of.BOTH,
    check=check,
    failing=Sample(item="channels: [window, kiosk]\nonline_depth: consult"),
    passing=Sample(item="channels: [window, courier]\nonline_depth: consult"),
)
