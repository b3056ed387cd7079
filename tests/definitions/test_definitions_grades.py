"""Bronze is free of errors, silver of warnings and with a whole guide, gold is shown and proven as well."""

from __future__ import annotations

import pytest

from tongban.definitions import load_workspace
from tongban.definitions.grades import Grade, Level, grade
from tongban.definitions.lint import Sample
from tongban.definitions.lint.sample import sample_texts
from tongban.definitions.sources import MemorySources

REFUSED = "item_defs/chengguan/occupy-road/examples/refused.yaml"
ALL_SHOWN: dict[str, tuple[str, ...]] = {"steps": (), "notices": (), "outcomes": ()}
SAMPLED = "materials: [{id: plan, name: 施工方案, formats: [pdf], sample: 一份三页的方案。}]"


def graded(item: str = "", *, coverage: dict[str, tuple[str, ...]] | None = None, proven: bool | None = None) -> Grade:
    texts = sample_texts(Sample(item))
    texts[REFUSED] = texts[REFUSED].replace("expect: {state: accepted}", "expect: {state: closed, outcome: refused}")
    return grade(load_workspace(MemorySources(texts)), "occupy-road", coverage, proven=proven)


def test_an_error_leaves_an_item_without_a_grade() -> None:
    found = graded("visits: 1")
    assert found.level is Level.NONE
    assert any(each.startswith("TB111") for each in found.next_reasons)


def test_a_warning_keeps_an_item_at_bronze() -> None:
    found = graded("keywords: [占道施工审批]")
    assert found.level is Level.BRONZE
    assert [each[:5] for each in found.next_reasons] == ["TB167"]


def test_silver_asks_for_the_whole_guide() -> None:
    found = graded("materials: []")
    assert found.level is Level.BRONZE
    assert found.next_reasons == ("租户“yunyang”的办事指南缺少：申请材料。",)


def test_silver_asks_for_a_refused_example() -> None:
    found = grade(load_workspace(MemorySources(sample_texts())), "occupy-road")
    assert found.level is Level.BRONZE
    assert found.next_reasons == ("没有一个示例以不予办理结束。",)


def test_gold_asks_for_examples_played_and_a_proof() -> None:
    found = graded(SAMPLED)
    assert found.level is Level.SILVER
    assert [each[:5] for each in found.next_reasons] == ["还没有运行", "还没有证明"]


@pytest.mark.parametrize(
    ("coverage", "proven", "lacking"),
    [
        ({**ALL_SHOWN, "steps": ("现场勘验",)}, True, "没有示例覆盖的环节：现场勘验。"),
        (ALL_SHOWN, False, "证明不成立，请运行 tongban prove 查看。"),
    ],
)
def test_what_is_not_shown_or_not_proven_keeps_an_item_at_silver(
    coverage: dict[str, tuple[str, ...]], proven: bool, lacking: str
) -> None:
    found = graded(SAMPLED, coverage=coverage, proven=proven)
    assert found.level is Level.SILVER
    assert found.next_reasons == (lacking,)


def test_gold_asks_for_a_sample_of_each_material() -> None:
    assert graded(coverage=ALL_SHOWN, proven=True).next_reasons == ("材料“施工方案”没有示例说明。",)


def test_all_together_is_gold() -> None:
    found = graded(SAMPLED, coverage=ALL_SHOWN, proven=True)
    assert found.level is Level.GOLD
    assert found.next_reasons == ()
