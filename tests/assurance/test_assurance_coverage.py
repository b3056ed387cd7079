"""What the examples of an item show of it, and what none has shown: each missing thing by its name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from tongban.assurance import Played, examples, play, stage_of
from tongban.assurance.conditions_of import conditions_of
from tongban.assurance.coverage import Coverage, coverage
from tongban.calendars import calendar_from_folder
from tongban.definitions import Definition, FolderSources, LayeredSources, MemorySources, load_workspace

ROOT = Path(__file__).parents[2]
FOLDER = FolderSources(ROOT)
WORKSPACE = load_workspace(FOLDER)
CALENDAR = calendar_from_folder(ROOT / "item_defs" / "_shared" / "calendars")
ITEM = "item_defs/chengguan/occupy-road/item.yaml"


@cache
def definition() -> Definition:
    return WORKSPACE.definition("occupy-road", "yunyang")


@cache
def played() -> dict[str, Played]:
    found = {}
    for each in examples(WORKSPACE, "occupy-road"):
        tenant = stage_of(WORKSPACE, each)
        rulebook = WORKSPACE.rulebook(tenant)
        assert rulebook is not None
        found[each.name] = play(each, WORKSPACE.definition("occupy-road", tenant), rulebook, CALENDAR)
    return found


def of(names: Sequence[str]) -> Coverage:
    return coverage(definition(), [played()[each] for each in names])


def missing(told: Coverage, kind: str) -> tuple[str, ...]:
    return next(each.missing for each in told.parts if each.kind == kind)


@pytest.mark.row("C7")
def test_all_examples_together_show_every_step_notice_and_outcome() -> None:
    told = of(list(played()))
    assert {kind: missing(told, kind) for kind in ("fields", "conditions", "steps", "notices", "outcomes")} == {
        "fields": (), "conditions": (), "steps": (), "notices": (), "outcomes": (),
    }  # fmt: skip
    assert missing(told, "choices") == ("是否占用车行道：占用车行道，或者要挖掘道路",)
    assert told.percent == 98


def test_a_single_example_leaves_what_it_does_not_show_missing() -> None:
    told = of(["granted-works"])
    assert "用途" in missing(told, "fields")
    assert "夜间施工理由" not in missing(told, "fields")
    assert missing(told, "steps") == ()
    assert "不予决定书" in missing(told, "notices")
    assert missing(told, "outcomes") == ("不予办理", "不予受理", "撤回", "视为撤回")
    assert 0 < told.percent < 100


def test_each_side_of_a_condition_must_be_seen() -> None:
    told = of(["granted-works"])
    sides = missing(told, "conditions")
    assert any(each.endswith("（成立）") and "堆放物料" in each for each in sides)
    assert any(each.endswith("（不成立）") and "占道施工" in each for each in sides)


def test_a_condition_of_a_tables_rows_is_seen_in_the_rows() -> None:
    rows = [each for each in conditions_of(definition()) if each.table]
    assert [each.table for each in rows] == ["vehicles"]
    name = rows[0].name
    both, heavy_only = of(["granted-works"]), of(["declined-lane"])
    assert f"{name}（成立）" not in missing(both, "conditions")
    assert f"{name}（不成立）" not in missing(both, "conditions")
    assert f"{name}（成立）" in missing(heavy_only, "conditions")


def test_no_examples_show_nothing() -> None:
    told = of([])
    assert all(each.seen == 0 for each in told.parts)
    assert (told.percent, told.examples) == (0, 0)


def test_a_condition_written_many_times_is_asked_for_once() -> None:
    texts = [each.condition.text for each in conditions_of(definition())]
    assert texts.count('applicant.kind == "person"') == 1


def test_a_condition_that_no_example_meets_is_named_in_words() -> None:
    text = FOLDER.read(ITEM).replace(
        "name: 占用位置图和现场照片", "name: 占用位置图和现场照片\n    when: area > 900000", 1
    )
    workspace = load_workspace(LayeredSources((MemorySources({ITEM: text}), FOLDER)))
    changed = workspace.definition("occupy-road", "yunyang")
    told = coverage(changed, list(played().values()))
    assert any("900000" in each and "（成立）" in each for each in missing(told, "conditions"))


@pytest.mark.row("C7")
def test_rows_of_a_decision_table_are_covered_one_by_one() -> None:
    table = """
tables:
  - id: fee_class
    title: 收费档次
    over: [purpose]
    gives: {type: choice, choices: {small: 小型, large: 大型}}
    rows:
      - {purpose: works, gives: small, note: 施工}
      - {purpose: [building, stacking], gives: large, note: 其他}

materials:"""
    text = FOLDER.read(ITEM).replace("\nmaterials:", table, 1)
    workspace = load_workspace(LayeredSources((MemorySources({ITEM: text}), FOLDER)))
    told = coverage(workspace.definition("occupy-road", "yunyang"), [played()["granted-works"]])
    assert missing(told, "table_rows") == ("收费档次第 2 行（其他）",)
