"""A part of a bundle can be applied for online: a bundle is carried out online as a whole (7 §22)."""

from __future__ import annotations

from collections.abc import Iterator

from one_thing.items.parts import parts_of
from tongban.kit.definitions import Of, Problem, Rule, Sample, Severity, Subject

_BUNDLE = """\
bundle: street-works
title: 占道施工“一件事”
summary: 占道施工要办的审批一次申请。
lead: 城市管理局
leader: works
applicants: [person]
basis: [{law: 优化营商环境条例}]
parts:
  - {part: works, item: occupy-road}
  - {part: night, item: occupy-road}
"""
_AMONG = {"tenants/yunyang/bundles/street-works/bundle.yaml": _BUNDLE}


def check(subject: Subject) -> Iterator[Problem]:
    if subject.item.id not in parts_of(subject.workspace):
        return
    channels = subject.data.get("channels", ["online", "window"])
    if "online" not in channels:
        message = "这个事项是“一件事”的组成部分，却不在网上收件；套餐原则上全程网办。"
        yield Problem(("channels",) if "channels" in subject.data else ("title",), message)


RULE = Rule(
    code="OT201",
    name="online_part",
    title="“一件事”的组成事项应能网上申请。",
    article="7 §22",
    hint="请在 channels 中加入 online，或者把它从一件事中去掉。",
    severity=Severity.WARNING,
    of=Of.ITEM,
    check=check,
    failing=Sample(item="channels: [window]\n", files=_AMONG),
    passing=Sample(item="channels: [online, window]\n", files=_AMONG),
)
