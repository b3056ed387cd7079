"""写出的编码要在该方公布的目录里。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for item in subject.agreement.items:
        for side, code in item.codes.items():
            codes = subject.catalogues[side].codes if side in subject.catalogues else None
            if codes is not None and code not in codes:
                title = subject.agreement.side(side).title
                yield Problem(("items", item.id, "codes", side), f"编码“{code}”不在{title}的目录里。")


RULE = Rule(
    code="XR102",
    name="code_unknown",
    title="写出的编码要在该方公布的目录里。",
    article="7 §24；36 §6",
    hint="请从该方目录抄录编码；目录没有的，删去编码并在 unknown_codes 说明。",
    check=check,
    failing=Sample('items: {card: {codes: {west: "51AA0000000009"}}}'),
    passing=Sample(),
)
