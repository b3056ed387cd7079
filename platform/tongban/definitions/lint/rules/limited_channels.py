"""Nobody is forced online: who comes to the counter is served there (335 §28; ORD §17)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.channels import channels_of
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    if "window" not in channels_of(subject.data):
        yield Problem(("channels",), "办理形式中没有窗口办理（window），限定了申请人的申请方式。")


RULE = Rule(
    code="TB130",
    name="limited_channels",
    title="无正当理由不得限定申请方式，线下窗口应能办理。",
    article="335 §28；ORD §17",
    hint="请在 channels 中加上 window；有正当理由的，写 exemptions 说明。",
    severity=Severity.WARNING,
    of=Of.BOTH,
    check=check,
    failing=Sample(item="channels: [online, kiosk]"),
    passing=Sample(item="channels: [online, window, kiosk]"),
)
