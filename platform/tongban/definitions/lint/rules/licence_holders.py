"""A licence is asked of those who can hold it (ORD §9, §38)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.scope import APPLICANT_LABELS


def check(subject: Subject) -> Iterator[Problem]:
    applicants = set(subject.data.get("applicants", ()))
    for place, material in subject.listed("materials"):
        shared = subject.workspace.licences.get(material.get("licence", ""))
        if shared is None or any(key in material for key in ("when", "required", "optional")):
            continue
        holders = shared.data["holders"]
        without = applicants - set(holders if isinstance(holders, list) else ())
        # A material that is called otherwise is another's licence: the representative's identity card.
        if without and material["name"] == shared.data["name"]:
            names = "、".join(APPLICANT_LABELS[each] for each in APPLICANT_LABELS if each in without)
            yield Problem(("materials", place), f"服务对象中的{names}没有“{material['name']}”，却要求所有申请人提供。")


_MATERIAL = """\
materials:
  - {id: licence, name: 营业执照, source: government, trust: issuer, licence: business-licence%s}
"""

RULE = Rule(
    code="TB163",
    name="licence_holders",
    title="证照只要求能够持有它的申请人提供。",
    article="ORD §9、§38",
    hint='请写 when，例如 when: applicant.kind in ["enterprise", "self_employed"]。',
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_MATERIAL % ""),
    passing=Sample(item=_MATERIAL % ', when: applicant.kind == "enterprise"'),
)
