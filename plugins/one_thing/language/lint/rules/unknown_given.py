"""What the bundle answers is asked by the item, and the value is one that it offers."""

from __future__ import annotations

from collections.abc import Iterator

from one_thing.language.lint.rule import PARTS, Problem, Rule, Sample, Subject, asked_ids, parts_with
from tongban.kit.vocabulary import nearest


def check(subject: Subject) -> Iterator[Problem]:
    for place, part in subject.parts:
        item = subject.item_of(part["part"])
        if item is None:
            continue
        asked = asked_ids(item)
        for name, said in part.get("given", {}).items():
            where = ("parts", place, "given", name)
            if name not in asked:
                message = f"事项“{part['item']}”没有编号为“{name}”的问题或者字段。"
                yield Problem(where, message, nearest(name, tuple(asked)), on_key=True)
            elif isinstance(said, str) and "choices" in asked[name] and said not in asked[name]["choices"]:
                yield Problem(where, f"“{name}”没有选项“{said}”。", nearest(said, tuple(asked[name]["choices"])))


RULE = Rule(
    code="OT106",
    name="unknown_given",
    title="代为回答的问题和选项应在事项中存在。",
    article="ORD §42",
    hint="请照事项中的编号和选项写。",
    check=check,
    failing=parts_with("{purpose: works}", "{purpose: working}"),
    passing=Sample(bundle=PARTS),
)
