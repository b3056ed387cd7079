"""A claimant may bind itself more, never less (7 §9; 335 §25)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.policies import TIGHTEN_HINT, Policy, name_of
from tongban.definitions.spans import tell_span


def check(subject: Subject) -> Iterator[Problem]:
    for each in subject.resolved.violations:
        if each.policy is not Policy.TIGHTEN_ONLY or not each.tenant:
            continue
        told = (
            f"“{name_of(each.path)}”：上级为 {tell(each.inherited)}，租户“{each.tenant}”写的是 {tell(each.attempted)}"
        )
        reason = "，放宽了要求" if each.comparable else "，单位不同，无法比较"
        hint = TIGHTEN_HINT[each.path] if each.comparable else "请用与上级相同的单位来写。"
        yield Problem(each.origin, f"{told}{reason}。", hint)


def tell(value: object) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict) and "level" in value:
        return str(value["level"])
    return tell_span(value)


RULE = Rule(
    code="TB109",
    name="loosened_limit",
    title="承诺办结时限只能缩短，补正期限只能延长，到现场次数只能减少。",
    article="7 §9；335 §25",
    hint="请改为不低于上级要求的值，或者删去这一项。",
    of=Of.CLAIM,
    exemptible=False,
    check=check,
    failing=Sample(claim="time: {promise: {working_days: 6}}"),
    passing=Sample(claim="time: {promise: {working_days: 3}}"),
)
