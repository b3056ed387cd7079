"""Materials that are one are materials of these parts."""

from __future__ import annotations

from collections.abc import Iterator

from one_thing.language.lint.rule import Problem, Rule, Sample, Subject, material_ids
from tongban.kit.vocabulary import nearest


def check(subject: Subject) -> Iterator[Problem]:
    for place, shared in enumerate(subject.data.get("materials", ())):
        for part, material in shared["of"].items():
            where = ("materials", place, "of", part)
            if part not in subject.part_ids:
                message = f"没有构成事项“{part}”。"
                yield Problem(where, message, nearest(part, subject.part_ids), on_key=True)
            elif (item := subject.item_of(part)) is not None and material not in material_ids(item):
                yield Problem(where, f"没有编号为“{material}”的材料。", nearest(material, material_ids(item)))


RULE = Rule(
    code="OT109",
    name="unknown_material",
    title="合为一份的材料应在各事项中存在。",
    article="30 (十四)",
    hint="请照事项中的编号写。",
    check=check,
    failing=Sample(
        bundle="""\
materials:
  - {id: plan, name: 施工方案和公示牌样式, of: {works: plan, board: pictures}}
"""
    ),
    passing=Sample(
        bundle="""\
materials:
  - {id: plan, name: 施工方案和公示牌样式, of: {works: plan, board: picture}}
"""
    ),
)
