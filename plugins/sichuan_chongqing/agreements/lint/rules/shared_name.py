"""对方目录里有同名事项的，用同名的那一个。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject
from tongban.kit.definitions import Severity


def check(subject: Subject) -> Iterator[Problem]:
    for item in subject.agreement.items:
        for side, name in item.names.items():
            codes = subject.catalogues[side].codes if side in subject.catalogues else None
            others = [each for key, each in item.names.items() if key != side]
            for other in others if codes is not None else ():
                if name != other and other in (codes or {}).values():
                    where = ("items", item.id, "names", side)
                    title = subject.agreement.side(side).title
                    yield Problem(where, f"{title}的目录里有“{other}”，协议却对应“{name}”。")


RULE = Rule(
    code="XR117",
    name="shared_name",
    title="对方目录里有同名事项的，用同名的那一个。",
    article="36 §6",
    hint="请核对是否应当对应同名事项。",
    check=check,
    failing=Sample("items: {move: {names: {east: 失业登记}}}"),
    passing=Sample(),
    severity=Severity.WARNING,
)
