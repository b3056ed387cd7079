"""A visit has a reason, and no visit has none (335 §22)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    visits, reason = subject.data.get("visits", 0), subject.data.get("visits_reason")
    if visits > 0 and not reason:
        yield Problem(("visits",), f"申请人要到现场 {visits} 次，但没有写明必须现场办理的原因。")
    if visits == 0 and reason:
        yield Problem(
            ("visits_reason",), "申请人不用到现场，却写了必须现场办理的原因。", "请删去 visits_reason，或写明 visits。"
        )


RULE = Rule(
    code="TB111",
    name="visits_reason",
    title="到办事现场次数大于零的，应写明原因；为零的，不写原因。",
    article="335 §22",
    hint="请写 visits_reason，或者把 visits 改为 0。",
    of=Of.BOTH,
    check=check,
    failing=Sample(item="visits: 1\nonline_depth: intake"),
    passing=Sample(item="visits: 1\nvisits_reason: 现场领取纸质许可证\nonline_depth: intake"),
)
