"""A claimant leaves the controlled elements alone (7 §9; 36 §6)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.policies import Policy, name_of


def check(subject: Subject) -> Iterator[Problem]:
    department = subject.data["catalogue"]["department"]
    for each in subject.resolved.violations:
        if each.policy is Policy.LOCKED and each.tenant:
            owner = each.owner or department
            what = f"“{name_of(each.path)}”（{each.path}）由{owner}统一管控，租户“{each.tenant}”不能改写。"
            yield Problem(each.origin, what)


RULE = Rule(
    code="TB108",
    name="controlled_element",
    title="认领时不得改写统一管控的要素，只能改写办理地址、电话、时间等非统一管控要素。",
    article="7 §9；36 §6",
    hint="请删去这一项；确需调整的，向市级主管部门申请调整实施清单（36 §16）。",
    of=Of.CLAIM,
    exemptible=False,
    check=check,
    failing=Sample(claim="title: 云阳县占道施工审批"),
    passing=Sample(claim="keywords: [占道]"),
)
