"""A claimant says to whom, where, when and by which telephone (7 §9; 335 §14)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.complete import lacking_in_claim
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.policies import name_of
from tongban.definitions.provenance import Origin
from tongban.definitions.vocabulary import dotted


def check(subject: Subject) -> Iterator[Problem]:
    assert subject.tenant is not None
    document = subject.workspace.claims[subject.tenant.id][0]
    mark = document.key_mark(("claims", subject.item.id))
    place = Origin(document.path, mark.line, mark.column, subject.tenant.id)
    for where in lacking_in_claim(subject.data):
        message = f"租户“{subject.tenant.id}”认领的“{subject.item.id}”缺少{name_of(dotted(where))}（{dotted(where)}）。"
        yield Problem(place, message)


RULE = Rule(
    code="TB123",
    name="claim_incomplete",
    title="认领的事项应写明实施主体、办理地址、办理时间、咨询电话和监督投诉电话。",
    article="7 §9；335 §14",
    hint="请在认领中补上这一项；上级已经写明的不必重复。",
    of=Of.CLAIM,
    exemptible=False,
    check=check,
    failing=Sample(claim="service: {address: 示例路 1 号, phone: 023-55187618, complaints: 023-55163608}"),
    passing=Sample(
        claim="service: {address: 示例路 1 号, hours: 工作日, phone: 023-55187618, complaints: 023-55163608}"
    ),
)
