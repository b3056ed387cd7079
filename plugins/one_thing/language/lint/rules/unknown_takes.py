"""What flows on is a material or a field of this item, and a fact that the earlier outcome has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from one_thing.language.lint.rule import (
    PARTS,
    Problem,
    Rule,
    Sample,
    Subject,
    asked_ids,
    licence_of,
    material_ids,
    parts_with,
)
from one_thing.language.vocabulary import FACTS_GIVEN
from tongban.kit.vocabulary import nearest


def check(subject: Subject) -> Iterator[Problem]:
    for place, part in subject.parts:
        item = subject.item_of(part["part"])
        for number, takes in enumerate(part.get("takes", ())):
            before = subject.item_of(takes["from"])
            if item is not None and before is not None:
                yield from _problems(takes, item, before, ("parts", place, "takes", number))


def _problems(
    takes: Mapping[str, Any], item: Mapping[str, Any], before: Mapping[str, Any], where: tuple[str | int, ...]
) -> Iterator[Problem]:
    if ("material" in takes) == ("field" in takes):
        message = "前序结果要么是一份材料，要么是一个字段的值。"
        yield Problem(where, message, "请写 material 或者 field 之中的一个。")
    if "material" in takes and takes["material"] not in material_ids(item):
        message = f"没有编号为“{takes['material']}”的材料。"
        yield Problem((*where, "material"), message, nearest(takes["material"], material_ids(item)))
    asked = tuple(asked_ids(item))
    if "field" in takes and takes["field"] not in asked:
        yield Problem((*where, "field"), f"没有编号为“{takes['field']}”的字段。", nearest(takes["field"], asked))
    fact, facts = takes.get("fact", "number"), _facts(before)
    if "field" in takes and fact not in facts:
        message = f"前序事项的结果里没有“{fact}”。"
        yield Problem((*where, "fact") if "fact" in takes else where, message, nearest(fact, facts))


def _facts(before: Mapping[str, Any]) -> tuple[str, ...]:
    """List what the outcome of an item tells: the number of its case, and what its licence says."""
    licence = licence_of(before)
    return ("case_number", *(FACTS_GIVEN if licence else ()), *(licence or {}).get("fields", ()))


RULE = Rule(
    code="OT108",
    name="unknown_takes",
    title="前序结果应对得上后序事项的材料或者字段。",
    article="ORD §42",
    hint="请照两个事项中的编号写。",
    check=check,
    failing=parts_with("field: permit_number", "field: permit"),
    passing=Sample(bundle=PARTS),
)
