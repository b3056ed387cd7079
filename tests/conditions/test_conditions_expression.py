"""What an expression is: comparable, hashable, picklable, in standard spelling, exact; and its unknown rule."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.conditions import (
    ALWAYS,
    BOOL,
    NEVER,
    NUMBER,
    UNKNOWN,
    ConditionError,
    Scope,
    choice_of,
    compile_expression,
    evaluate,
    from_json,
    holds,
    in_row,
    to_json,
    values_to_json,
)
from tongban.conditions.tree import Node


def test_spelling_does_not_make_two_expressions(expression) -> None:
    one, other = expression("area>=300&&hot"), expression("( area  >= 300 )\n && hot")
    assert one == other
    assert hash(one) == hash(other)
    assert one.text == "area >= 300 && hot"


STANDARD = [
    "(hot && hot) && hot",
    "hot || (hot || hot)",
    "hot && (hot || hot)",
    "hot || hot && hot",
    "!(hot && hot)",
    "!!hot",
]
STANDARD += [
    "area - (area - 1)",
    "area * (area + 1)",
    "-(area + 1)",
    "1 - -1",
    "(hot == hot) == hot",
    "(staff in [1]) == hot",
]


@pytest.mark.parametrize("text", STANDARD)
def test_parentheses_stay_where_they_mean_something(text: str, expression) -> None:
    assert expression(text).text == text
    assert expression(expression(text).text) == expression(text)


def test_the_same_text_over_other_types_is_another_expression() -> None:
    one = compile_expression('a == "x"', Scope({"a": choice_of(["x"])}))
    other = compile_expression('a == "x"', Scope({"a": choice_of(["x", "y"])}))
    assert one != other


@pytest.mark.parametrize(("one", "other"), [("1", "1.0"), ("1", "true"), ("0.0", "false")])
def test_values_that_python_holds_for_equal_stay_apart(one: str, other: str, expression) -> None:
    assert expression(one) != expression(other)


def test_an_expression_survives_pickling(expression) -> None:
    original = expression('row.heavy && until - begin < 3 || trade in ["sales"]')
    assert pickle.loads(pickle.dumps(original)) == original  # noqa: S301 -- our own bytes


def test_other_columns_of_the_table_do_not_matter_to_an_expression(scope) -> None:
    one = compile_expression("row.heavy", scope.with_row({"heavy": BOOL}))
    assert one == compile_expression("row.heavy", scope.with_row({"heavy": BOOL, "weight": NUMBER}))


def test_names_are_fields_and_columns(expression) -> None:
    found = expression('applicant.kind == "person" && row.heavy && stay.begin < begin && size(vehicles) > 1').names()
    assert found == {"applicant.kind", "row.heavy", "stay", "begin", "vehicles"}
    assert ALWAYS.names() == frozenset()


def test_always_and_never_are_what_their_text_compiles_to(expression) -> None:
    assert expression("true") == ALWAYS
    assert expression("false") == NEVER
    assert holds(ALWAYS, {})
    assert not holds(NEVER, {})


def test_every_node_is_a_frozen_dataclass_with_a_type() -> None:
    for node in get_args(Node):
        assert is_dataclass(node)
        assert node.__dataclass_params__.frozen  # type: ignore[attr-defined]
        assert "type" in {each.name for each in fields(node)} | set(vars(node))


def test_neither_an_unanswered_question_nor_its_negation_holds(expression) -> None:
    for values in ({}, {"hot": None}, {"hot": "yes"}):
        assert not holds(expression("hot"), values)
        assert not holds(expression("!hot"), values)
        assert evaluate(expression("hot"), values) is UNKNOWN


def test_unknown_cannot_be_taken_for_true_or_false() -> None:
    with pytest.raises(TypeError, match="holds"):
        bool(UNKNOWN)


def test_a_double_is_no_number_and_a_moment_no_day(expression) -> None:
    assert evaluate(expression("area == 0.5"), {"area": 0.5}) is UNKNOWN
    assert evaluate(expression("begin == begin"), {"begin": datetime(2026, 1, 31)}) is UNKNOWN  # noqa: DTZ001
    assert evaluate(expression("area > 0"), {"area": True}) is UNKNOWN
    assert evaluate(expression("area > 0"), {"area": Decimal("NaN")}) is UNKNOWN
    assert evaluate(expression("area > 0"), {"area": Decimal("1e999999")}) is UNKNOWN


def test_computed_values_have_the_type_of_their_expression(expression) -> None:
    area = evaluate(expression("area"), {"area": 3})
    assert isinstance(area, Decimal)
    assert evaluate(expression("staff * 2"), {"staff": Decimal(3)}) == 6
    assert evaluate(expression("area * 0.1"), {"area": Decimal("0.3")}) == Decimal("0.03")
    assert evaluate(expression("begin + 1"), {"begin": date(2026, 2, 28)}) == date(2026, 3, 1)


@dataclass(frozen=True)
class Stay:
    begin: date
    until: date


def test_a_part_is_read_from_a_frozen_value_as_from_a_mapping(expression) -> None:
    condition = expression("stay.until - stay.begin == 1")
    stay = Stay(date(2026, 1, 31), date(2026, 2, 1))
    assert holds(condition, {"stay": stay})
    assert holds(condition, {"stay": {"begin": stay.begin, "until": stay.until}})
    assert evaluate(condition, {"stay": "2026"}) is UNKNOWN


def test_a_row_sees_the_case_and_itself(expression) -> None:
    condition = expression("hot && row.heavy")
    rows = [{"heavy": True}, {"heavy": False}, {}]
    assert [holds(condition, in_row({"hot": True}, row)) for row in rows] == [True, False, False]


def test_values_go_to_the_browser_without_doubles() -> None:
    values = {"area": Decimal("1.50"), "staff": 2**60, "hot": True, "stay": Stay(date(2026, 1, 31), date(2026, 2, 1))}
    assert values_to_json({**values, "uses": ("a",), "name": None}) == {
        "area": "1.50",
        "staff": str(2**60),
        "hot": True,
        "stay": {"begin": "2026-01-31", "until": "2026-02-01"},
        "uses": ["a"],
        "name": None,
    }


def test_numbers_are_texts_in_the_json_form(expression) -> None:
    assert to_json(expression("area >= 300.50")) == {
        "op": ">=",
        "left": {"op": "name", "name": "area", "type": "number"},
        "right": {"op": "constant", "type": "number", "value": "300.50"},
    }


BROKEN = [
    None,
    [],
    {},
    {"op": "eval"},
    {"op": "and", "parts": []},
    {"op": "name", "name": "a b", "type": "bool"},
    {"op": "name", "name": "__proto__.x", "type": "unheard"},
    {"op": "constant", "type": "number", "value": 1.5},
    {"op": "constant", "type": "number", "value": "1e9"},
    {"op": "constant", "type": "integer", "value": "٣"},
    {"op": "constant", "type": "date", "value": "2026-02-30"},
    {"op": "not", "of": {"op": "constant", "type": "integer", "value": "1"}},
    {"op": "member", "of": {"op": "name", "name": "a", "type": "bool"}, "name": "b"},
]


@pytest.mark.parametrize("data", BROKEN, ids=str)
def test_a_broken_json_form_is_refused(data: object) -> None:
    with pytest.raises(ConditionError):
        from_json(data)


def test_a_json_form_cannot_nest_without_end() -> None:
    data: dict[str, object] = {"op": "constant", "type": "bool", "value": True}
    for _ in range(5000):
        data = {"op": "not", "of": data}
    with pytest.raises(ConditionError) as refused:
        from_json(data)
    assert refused.value.code == "too_deep"


@given(
    st.text(alphabet=st.sampled_from(list("ab.()[]\"'\\!&|=<>+-*,0123 \n中“{}?;\x00")) | st.characters(), max_size=60)
)
def test_any_text_compiles_or_is_refused_and_never_breaks(text: str) -> None:
    scope = Scope({"a": BOOL, "b": NUMBER})
    problem = refusal(text, scope)
    assert problem is None or (1 <= problem.column <= len(text) + 1 and problem.message)


def refusal(text: str, scope: Scope) -> ConditionError | None:
    try:
        compile_expression(text, scope, expect=None)
    except ConditionError as problem:
        return problem
    return None
