"""Decision tables: cells as unary tests, one row gives the value, the same on the server and in the browser."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tongban.conditions import UNKNOWN, Words, tell
from tongban.definitions.compile_tables import compile_tables
from tongban.definitions.compiling import Compiling
from tongban.definitions.model import DecisionTable
from tongban.definitions.scope import condition_scope
from tongban.forms.tables import decide, tables_json

FILE = json.loads((Path(__file__).parent / "table_vectors.json").read_text(encoding="utf-8"))
ASKED = {
    "applicants": ["person", "enterprise"],
    "situation": [{"id": "purpose", "choices": {"building": "搭建", "stacking": "堆料", "works": "施工"}}],
    "form": [
        {
            "section": "site",
            "fields": [
                {"id": "area", "label": "面积", "type": "number", "decimals": 2},
                {"id": "night", "label": "夜间", "type": "yes_no"},
                {"id": "day", "label": "日期", "type": "date"},
                {"id": "uses", "label": "用途", "type": "multi_choice", "choices": {"a": "甲", "b": "乙"}},
                {"id": "late", "label": "备注", "type": "text"},
            ],
        }
    ],
}


def compiled(*tables: dict[str, object]) -> tuple[tuple[DecisionTable, ...], Compiling]:
    data = {**ASKED, "tables": list(tables)}
    compiling = Compiling(data, condition_scope(data))
    return compile_tables(data, compiling), compiling


def server_value(name: str, told: object) -> object:
    from_text = {"area": lambda text: Decimal(str(text)), "day": date.fromisoformat}
    return from_text[name](told) if name in from_text else told  # type: ignore[operator]


def given_by(tables: tuple[DecisionTable, ...], values: dict[str, object]) -> dict[str, str | None]:
    known = {name: server_value(name, each) for name, each in values.items()}
    found: dict[str, str | None] = {}
    for table in tables:
        value = decide(table, known)
        found[table.id] = None if value is UNKNOWN else str(value)
        if value is not UNKNOWN:
            known[table.id] = value
    return found


@pytest.mark.row("C2")
@pytest.mark.parametrize("vector", FILE["vectors"], ids=lambda each: json.dumps(each["values"]))
def test_a_table_gives_what_the_vector_says(vector: dict[str, object]) -> None:
    tables, compiling = compiled(*FILE["tables"])
    assert compiling.faults == []
    values = vector["values"]
    assert isinstance(values, dict)
    assert given_by(tables, values) == {name: vector[name] for name in ("fee_class", "fee")}


def test_the_browser_gives_what_every_table_vector_says(in_browser_language) -> None:
    told = json.loads(tables_json(compiled(*FILE["tables"])[0]))
    given = in_browser_language([{"tables": told, "values": each["values"]} for each in FILE["vectors"]])
    assert given == [{name: each[name] for name in ("fee_class", "fee")} for each in FILE["vectors"]]


@pytest.mark.parametrize(
    ("name", "cell", "message", "hint"),
    [
        ("area", "大", "这个输入是数", '"<= 50"'),
        ("area", "10..5", "范围的起点大于终点", "5..10"),
        ("day", "明天", "这个输入是日期", "2026-01-31"),
        ("night", "yes", "这个输入是“是否”", "true"),
        ("purpose", 5, "这个输入是文字或者选项", '"5"'),
    ],
)
def test_a_bad_cell_is_told_at_the_cell_with_what_would_be_right(
    name: str, cell: object, message: str, hint: str
) -> None:
    table = {"id": "t", "title": "表", "over": [name], "gives": {"type": "number"}, "rows": [{name: cell, "gives": 1}]}
    (fault,) = compiled(table)[1].faults
    assert fault.where == ("tables", 0, "rows", 0, name)
    assert message in fault.message
    assert hint in fault.hint


def test_a_choice_that_nobody_is_offered_is_refused_in_a_cell() -> None:
    rows = [{"purpose": "digging", "gives": 1}]
    table = {"id": "t", "title": "表", "over": ["purpose"], "gives": {"type": "number"}, "rows": rows}
    (fault,) = compiled(table)[1].faults
    assert fault.where == ("tables", 0, "rows", 0, "purpose")
    assert "digging" in fault.message


def test_a_cell_of_a_multi_choice_asks_whether_it_was_chosen() -> None:
    rows = [{"uses": "a", "gives": "甲类"}]
    table = {"id": "t", "title": "表", "over": ["uses"], "gives": {"type": "text"}, "rows": rows, "otherwise": "其他"}
    ((found,), compiling) = compiled(table)
    assert compiling.faults == []
    assert decide(found, {"uses": ("b", "a")}) == "甲类"
    assert decide(found, {"uses": ("b",)}) == "其他"
    assert decide(found, {}) is UNKNOWN


@pytest.mark.parametrize(
    ("change", "at", "message"),
    [
        ({"over": ["nothing"]}, ("tables", 0, "over", 0), "不是之前的问题、字段或者决策表"),
        ({"gives": {"type": "choice"}}, ("tables", 0, "gives"), "缺少“choices”"),
        ({"gives": {"type": "choice", "choices": {"x": "甲", "y": "乙"}}}, ("tables", 0, "rows", 0, "gives"), "是选项"),
        ({"rows": [{"area": 1, "gives": "多"}]}, ("tables", 0, "rows", 0, "gives"), "给出的是数"),
        ({"rows": [{"night": True, "gives": 1}]}, ("tables", 0, "rows", 0, "night"), "不是这张决策表的输入"),
        ({"when": "late == 5"}, ("tables", 0, "when"), "late"),
    ],
)
def test_a_table_that_cannot_be_is_told_where(change: dict[str, object], at: tuple[object, ...], message: str) -> None:
    table = {"id": "t", "title": "表", "over": ["area"], "gives": {"type": "number"}, "rows": [{"area": 1, "gives": 1}]}
    faults = [each for each in compiled({**table, **change})[1].faults if each.where == at]
    assert [message in each.message for each in faults] == [True]


def test_a_table_is_a_name_to_what_is_asked_after_its_last_input_and_not_before() -> None:
    scope = condition_scope({**ASKED, "tables": FILE["tables"]})
    assert "fee_class" in scope.before("night").speakable()
    assert "fee_class" not in scope.before("area").speakable()
    assert "fee" in scope.before("uses").speakable()


def test_a_row_is_told_in_words() -> None:
    table = compiled(*FILE["tables"])[0][0]
    words = Words({"purpose": "用途", "area": "面积"}, {"area": "㎡"}, {"purpose": {"works": "施工"}})
    assert tell(table.rows[0].when, words) == "用途为施工且面积≤50㎡"
    assert table.rows[0].cells == (("purpose", "works"), ("area", "<= 50"))
