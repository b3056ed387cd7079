"""全程网办的事项不能要纸质材料。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject
from sichuan_chongqing.agreements.model import Mode


def check(subject: Subject) -> Iterator[Problem]:
    for item in subject.agreement.items:
        if item.mode is Mode.ONLINE:
            for each in item.papers():
                where = ("items", item.id, "materials", each.id, "paper")
                yield Problem(where, f"“{item.id}”全程网办，却要收纸质的“{each.name}”。")


RULE = Rule(
    code="XR110",
    name="online_without_paper",
    title="全程网办的事项不能要纸质材料。",
    article="7 §24；国办发〔2020〕35号",
    hint="改为电子材料，或改用异地代收代办。",
    check=check,
    failing=Sample("items: {card: {mode: online}}"),
    passing=Sample("items: {card: {mode: online, materials: {photo: {paper: false}}}}"),
)
