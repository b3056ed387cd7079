"""The guide of one's own situation: conditions, fees, results, commitments and groups that apply (335 §14)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tongban.definitions import Definition
from tongban.forms import guide_view

Make = Callable[..., Definition]
CONDITIONS = [
    "确需占用。",
    {"text": "不在学校门前。", "when": 'purpose == "works"', "kind": "negative"},
    {"text": "面积不超过一千平方米。", "standard": "以图为准。", "when": "area > 100"},
]
FEES = [
    {
        "name": "占用费",
        "standard": "每平方米五角",
        "amount": "area * 0.5",
        "basis": {"law": "示例法", "article": "第一条"},
        "reduction": {"text": "堆料的减半。", "when": 'purpose == "stacking"'},
    }
]
RATE = {
    "id": "rate",
    "title": "费率",
    "over": ["purpose"],
    "gives": {"type": "money"},
    "rows": [{"purpose": "works", "gives": 120}],
    "otherwise": 60,
}


@pytest.mark.row("C2")
def test_only_the_conditions_of_ones_situation_are_shown_and_the_open_ones_say_when(make: Make) -> None:
    definition = make(conditions=CONDITIONS)
    shown = guide_view(definition, {"purpose": "works"}).conditions
    assert [(each.condition.text, each.applies) for each in shown] == [
        ("确需占用。", ""),
        ("不在学校门前。", ""),
        ("面积不超过一千平方米。", "面积>100㎡"),
    ]
    assert len(guide_view(definition, {"purpose": "building"}).conditions) == 2


@pytest.mark.row("C2")
@pytest.mark.article("ORD §46")
def test_a_fee_comes_to_what_the_answers_give_and_tells_who_pays_less(make: Make) -> None:
    definition = make(fees=FEES)
    (unknown,) = guide_view(definition, {}).fees
    assert (unknown.amount, unknown.reduced, unknown.reduced_when) == (
        None,
        None,
        "“您要办理哪一种占用？”的回答为堆放物料",
    )
    site = {"purpose": "stacking", "length": Decimal("2.5"), "width": Decimal("3")}
    (known,) = guide_view(definition, site).fees
    assert (known.amount, known.reduced) == (Decimal("3.75"), True)


@pytest.mark.row("C2")
def test_a_fee_by_a_decision_table_is_looked_up(make: Make) -> None:
    fee = {"name": "手续费", "standard": "按种类", "table": "rate", "basis": {"law": "示例法", "article": "第一条"}}
    definition = make(tables=[RATE], fees=[fee])
    assert [each.amount for each in guide_view(definition, {"purpose": "works"}).fees] == [Decimal("120.00")]
    assert [each.amount for each in guide_view(definition, {"purpose": "building"}).fees] == [Decimal("60.00")]
    assert [each.amount for each in guide_view(definition, {}).fees] == [None]


@pytest.mark.row("C2")
def test_results_and_commitment_depend_on_the_situation(make: Make) -> None:
    results = [
        {"name": "施工许可", "kind": "approval", "when": 'purpose == "works"'},
        {"name": "占用许可", "kind": "approval", "when": 'purpose != "works"'},
    ]
    commitment = {
        "promise": "本人承诺。",
        "requirements": ["恢复原状。"],
        "replaces": ["location"],
        "when": 'purpose == "stacking"',
        "check": {"within": {"working_days": 20}, "by": "on_site"},
        "consequence": "撤销。",
    }
    definition = make(result=results, commitment=commitment)
    works, stacking = (guide_view(definition, {"purpose": each}) for each in ("works", "stacking"))
    assert [each.outcome.name for each in works.results] == ["施工许可"]
    assert [each.outcome.name for each in stacking.results] == ["占用许可"]
    assert works.commitment is None
    assert stacking.commitment is not None
    assert stacking.commitment.spares == ("占用位置图",)


@pytest.mark.row("C2")
def test_steps_know_the_group_in_which_they_go_on_side_by_side(make: Make) -> None:
    steps = [{"step": each, "name": each, "by": "reviewer"} for each in ("fire", "traffic")]
    decision = {"step": "decision", "name": "决定", "by": "chief_representative", "decides": True}
    definition = make(process=[{"together": "all", "name": "联合审查", "lead": "fire", "steps": steps}, decision])
    groups = [each.group.name if each.group else "" for each in guide_view(definition, {}).steps]
    assert groups == ["联合审查", "联合审查", ""]
