"""What is done online from end to end needs no visit (domain check G7)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.channels import depth_of
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    visits = subject.data.get("visits", 0)
    if visits and depth_of(subject.data) == "full":
        message = f"网上办理深度为全程网办（full），申请人却还要到现场 {visits} 次。"
        yield Problem(("visits",), message)


_VISIT = "visits: 1\nvisits_reason: 现场领取纸质许可证\n"

RULE = Rule(
    code="TB128",
    name="full_depth_visits",
    title="全程网办的事项，到办事现场次数为零。",
    article="335 §22；7 §22",
    hint="请把 visits 改为 0；确需到现场的，把 online_depth 写成 intake 或者 consult。",
    of=Of.BOTH,
    check=check,
    failing=Sample(item=_VISIT),
    passing=Sample(item=_VISIT + "online_depth: intake"),
)
