"""An item that is done online is applied for online."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.channels import channels_of, depth_of
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    depth = depth_of(subject.data)
    if depth in ("intake", "full") and "online" not in channels_of(subject.data):
        message = f"网上办理深度为 {depth}，办理形式中却没有网上办理（online）。"
        yield Problem(("channels",), message)


RULE = Rule(
    code="TB129",
    name="depth_channels",
    title="能够网上收件或者全程网办的，办理形式应包括网上办理。",
    article="335 §5；7 §21",
    hint="请在 channels 中加上 online；不能网上办理的，写 online_depth: consult。",
    of=Of.BOTH,
    check=check,
    failing=Sample(item="channels: [window, courier]"),
    passing=Sample(item="channels: [window, courier]\nonline_depth: consult"),
)
