"""The result of another item that stands for a material is the result of an item that there is (335 §32(2))."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    for place, material in subject.listed("materials"):
        name = material.get("result_of")
        if name == subject.item.id:
            message = f"“{material['name']}”写成了本事项自己的办理结果，申请时不可能已经有了。"
            yield Problem(("materials", place, "result_of"), message, "请写核发它的那个事项。")
        elif name and material.get("source", "applicant") != "government":
            message = f"“{material['name']}”是另一事项的办理结果，来源却不是政府部门。"
            yield Problem(("materials", place, "result_of"), message, "请写 source: government、trust: issuer。")


_MATERIAL = "materials:\n  - {id: permit, name: 占道许可决定书, result_of: occupy-road, source: government}\n"

RULE = Rule(
    code="TB191",
    name="result_of_item",
    title="以其他事项的办理结果免提交的材料，应来自政府部门核发的另一个事项。",
    article="335 §32；7 §20",
    hint="请核对 result_of 和 source。",
    check=check,
    failing=Sample(item=_MATERIAL),
    passing=Sample(item="materials:\n  - {id: permit, name: 施工说明}\n"),
)
