"""Conditions told in Chinese words."""

from __future__ import annotations

import pytest

from tongban.conditions import ALWAYS, NEVER, Words, tell

WORDS = Words(
    labels={
        "applicant.kind": "申请人类型",
        "trade": "主体业态",
        "hot": "是否制售热食",
        "area": "经营面积",
        "staff": "从业人数",
        "begin": "占用开始日期",
        "until": "占用结束日期",
        "name": "姓名",
        "uses": "占用用途",
        "vehicles": "施工车辆",
        "row.plate": "号牌",
        "row.heavy": "是否重型",
        "row.weight": "总质量",
        "stay": "居住期间",
        "stay.until": "居住结束日期",
    },
    units={"area": "㎡", "staff": "人", "row.weight": "吨"},
    choices={
        "trade": {"sales": "食品销售", "catering": "餐饮服务", "canteen": "单位食堂"},
        "applicant.kind": {"person": "自然人", "enterprise": "企业"},
        "uses": {"works": "占道施工"},
    },
)

TOLD = [
    ('area >= 300 && trade == "catering"', "经营面积≥300㎡且主体业态为餐饮服务"),
    ("hot", "制售热食为“是”"),
    ("!hot", "制售热食为“否”"),
    ("hot == false", "制售热食为“否”"),
    ("!(hot != true)", "制售热食为“是”"),
    ('trade != "sales"', "主体业态不为食品销售"),
    ('!(trade == "sales")', "主体业态不为食品销售"),
    ("300 < area", "经营面积>300㎡"),
    ("!(area < 300.50)", "经营面积≥300.5㎡"),
    ("staff == 0", "从业人数等于0人"),
    ('trade in ["sales", "canteen"]', "主体业态为食品销售、单位食堂之一"),
    ('!(trade in ["sales", "canteen"])', "主体业态不为食品销售、单位食堂中的任何一项"),
    ('trade in ["sales"]', "主体业态为食品销售"),
    ('"works" in uses', "占用用途包含占道施工"),
    ('!("works" in uses)', "占用用途不包含占道施工"),
    ("size(vehicles) >= 2", "施工车辆的行数≥2"),
    ("size(uses) == 1", "占用用途的项数等于1"),
    ("size(name) > 10", "姓名的字数>10"),
    ('name == "张三"', "姓名为“张三”"),
    ("until >= begin", "占用结束日期不早于占用开始日期"),
    ("until == begin", "占用结束日期与占用开始日期为同一天"),
    ('begin < date("2026-01-31")', "占用开始日期早于2026年1月31日"),
    ('begin == date("2026-01-31")', "占用开始日期为2026年1月31日"),
    ("until - begin <= 30", "从占用开始日期到占用结束日期的天数≤30天"),
    ("until <= begin + 30", "占用结束日期不晚于占用开始日期后30天"),
    ("area * 2 - 1 > 300", "经营面积×2-1>300㎡"),
    ("(area + 1) * 2 > area - (area - 1)", "（经营面积+1）×2>经营面积-（经营面积-1）"),
    ("area * staff > 300", "经营面积×从业人数>300"),
    ("row.heavy && row.weight > 4.5", "本行重型为“是”且本行总质量>4.5吨"),
    ('row.plate == "渝A"', "本行号牌为“渝A”"),
    ("stay.until > begin", "居住结束日期晚于占用开始日期"),
    ("stay.begin > begin", "居住期间的begin晚于占用开始日期"),
    ('hot && (area > 1 || trade == "sales")', "制售热食为“是”且（经营面积>1㎡或主体业态为食品销售）"),
    ("hot && area > 1 || staff > 1", "（制售热食为“是”且经营面积>1㎡）或从业人数>1人"),
    ("!(hot && area > 1)", "制售热食为“否”或经营面积≤1㎡"),
    ("!(hot || !(area > 1 && staff > 1))", "制售热食为“否”且经营面积>1㎡且从业人数>1人"),
    ("hot == (area > 1)", "“制售热食为“是””与“经营面积>1㎡”的结论相同"),
    ('applicant.kind == "enterprise"', "申请人类型为企业"),
    ("area * 2", "经营面积×2"),
]


@pytest.mark.parametrize(("text", "told"), TOLD, ids=lambda each: each)
def test_it_is_told_in_words(text: str, told: str, expression) -> None:
    assert tell(expression(text), WORDS) == told


def test_always_and_never_are_told() -> None:
    assert tell(ALWAYS, WORDS) == "任何情况下"
    assert tell(NEVER, WORDS) == "任何情况下都不"


def test_a_guided_question_is_told_by_its_answer(expression) -> None:
    words = Words({"trade": "您的主体业态是？", "hot": "是否制售热食？"}, choices={"trade": {"sales": "食品销售"}})
    assert tell(expression('trade == "sales"'), words) == "“您的主体业态是？”的回答为食品销售"
    assert tell(expression("!hot"), words) == "“是否制售热食？”的回答为“否”"


def test_a_label_keeps_its_whether_in_the_middle(expression) -> None:
    assert tell(expression("hot"), Words({"hot": "经营者是否到场"})) == "经营者是否到场为“是”"


def test_what_nobody_labelled_is_told_by_its_id(expression) -> None:
    assert tell(expression('trade == "sales" && hot'), Words()) == "trade为“sales”且hot为“是”"
