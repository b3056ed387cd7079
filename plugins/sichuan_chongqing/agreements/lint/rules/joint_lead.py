"""多地联办要写明谁牵头、各地办什么；其他模式不写。"""

from __future__ import annotations

from collections.abc import Iterator

from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject
from sichuan_chongqing.agreements.model import Mode


def check(subject: Subject) -> Iterator[Problem]:
    for item in subject.agreement.items:
        if item.mode is Mode.JOINT and (item.lead not in item.parts or len(item.parts) != 2):
            yield Problem(("items", item.id), f"“{item.id}”多地联办，要写两地各办什么，并写明其中谁牵头。")
        if item.mode is Mode.JOINT and len(item.handled_by) != 2:
            yield Problem(("items", item.id, "handled_by"), f"“{item.id}”多地联办，两方都要办理各自的部分。")
        if item.mode is not Mode.JOINT and (item.lead or item.parts):
            yield Problem(("items", item.id), f"“{item.id}”不是多地联办，不能写 lead 或 parts。")


RULE = Rule(
    code="XR111",
    name="joint_lead",
    title="多地联办要写明谁牵头、各地办什么；其他模式不写。",
    article="335 §24；7 §24",
    hint="写 lead 和 parts（moving_in/moving_out 或 first/second），牵头的一份也要写。",
    check=check,
    failing=Sample("items: {move: {lead: null}}"),
    passing=Sample("items: {move: {lead: moving_out}}"),
)
