"""每一方按自己的日历计算工作日，日历要有。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for side in subject.agreement.sides:
        facts, where = subject.whole(side.id), ("sides", side.id, "calendar")
        if facts and side.calendar not in facts.calendars:
            yield Problem(where, f"{side.title}没有名为“{side.calendar}”的工作日历。")
        elif facts:
            for region in side.regions:
                used = facts.counts_by.get(region.tenant, side.calendar)
                if used != side.calendar:
                    yield Problem(where, f"{region.name}按工作日历“{used}”计算，协议写的是“{side.calendar}”。")


RULE = Rule(
    code="XR114",
    name="calendar_unknown",
    title="每一方按自己的日历计算工作日，日历要有。",
    article="7 §24",
    hint="请写该方工作日历的名称。",
    check=check,
    failing=Sample("sides: {west: {calendar: cn}}"),
    passing=Sample(),
)
