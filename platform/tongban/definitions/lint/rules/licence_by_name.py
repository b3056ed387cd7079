"""A material that the licence library holds is taken from there (335 §30, §32; ORD §38)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject

#: What people add to a licence's name when they mean a copy of it.
_COPY = re.compile(r"(（[^）]*）|\([^)]*\)|正本|副本|原件|复印件|扫描件|照片|及|和|、|\s)+$")
_WHOSE = re.compile(r"^(申请人|本人|申请单位|单位|法定代表人|负责人|经营者|经办人|代办人|夫妻双方|双方)的?")


def check(subject: Subject) -> Iterator[Problem]:
    known = {str(each.data["name"]): name for name, each in subject.workspace.licences.items()}
    for place, material in subject.listed("materials"):
        if "licence" in material or (material.get("source"), material.get("trust")) == ("government", "issuer"):
            continue
        licence = known.get(_WHOSE.sub("", _COPY.sub("", str(material["name"]))))
        if licence:
            message = f"“{material['name']}”可以从电子证照库取得（{licence}），这里却要申请人自己提供。"
            hint = f"请写 source: government、trust: issuer、licence: {licence}。"
            yield Problem(("materials", place), message, hint)


_MATERIAL = 'materials:\n  - {id: licence, name: 营业执照副本复印件, when: applicant.kind == "enterprise"%s}\n'

RULE = Rule(
    code="TB139",
    name="licence_by_name",
    title="电子证照库中已有的证照，不得要求申请人提交。",
    article="335 §30、§32；ORD §38",
    hint="请写 licence：电子证照类型。",
    check=check,
    failing=Sample(item=_MATERIAL % ""),
    passing=Sample(item=_MATERIAL % ", source: government, trust: issuer, licence: business-licence"),
)
