"""Tolerant acceptance has a list of what may follow, a promise, and what happens when it does not come (335 §19)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    late = [(place, each) for place, each in subject.listed("materials") if "may_follow" in each and not _ours(each)]
    if late and "tolerance" not in subject.data:
        names = "、".join(str(each["name"]) for _, each in late)
        message = f"“{names}”可以容缺后补，却没有写明申请人承诺什么、逾期不补怎样处理。"
        yield Problem(("materials", late[0][0], "may_follow"), message, "请写 tolerance: {promise, consequence}。")
    if not late and "tolerance" in subject.data:
        message = "写了容缺受理，却没有一份材料可以后补。"
        yield Problem(
            ("tolerance",), message, "请给可以后补的材料写 may_follow，或者删去 tolerance。", article="ORD §33"
        )
    if late and all("may_follow" in each for _, each in subject.listed("materials")):
        message = "所有申请材料都可以后补，没有一份主要材料。"
        yield Problem(("materials",), message, "主要申请材料不能后补，请删去它的 may_follow。")


def _ours(material: Mapping[str, Any]) -> bool:
    """Tell whether the platform takes it itself; that it follows is another rule's matter."""
    return "licence" in material or "shared_data" in material


_MATERIALS = """\
materials:
  - {id: plan, name: 施工方案}
  - {id: rights, name: 场地占用协议, may_follow: {working_days: 3}}
"""

RULE = Rule(
    code="TB179",
    name="tolerance_pair",
    title="容缺受理应写明可以后补的材料、申请人的承诺和逾期的处理。",
    article="335 §19；ORD §33",
    hint="请核对 tolerance 和各材料的 may_follow。",
    check=check,
    failing=Sample(item=_MATERIALS),
    passing=Sample(
        item=_MATERIALS
        + "tolerance: {promise: 本人承诺按期补齐所列材料。, consequence: 逾期不补的，依法作出不予许可决定。}\n"
    ),
)
