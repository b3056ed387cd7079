"""写出的名称要与该方目录中这个编码的名称一致。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for item in subject.agreement.items:
        for side, code in item.codes.items():
            known = (subject.catalogues[side].codes or {}) if side in subject.catalogues else {}
            if code in known and known[code] != item.names.get(side):
                where = ("items", item.id, "names", side)
                yield Problem(where, f"编码“{code}”在目录里的名称是“{known[code]}”，这里写“{item.names.get(side)}”。")


RULE = Rule(
    code="XR103",
    name="name_of_code",
    title="写出的名称要与该方目录中这个编码的名称一致。",
    article="36 §6",
    hint="请照该方目录写名称；同一编码不能换名称。",
    check=check,
    failing=Sample("items: {card: {names: {west: 社保卡}}}"),
    passing=Sample(),
)
