"""What is refused: each with its code, its column, and what would be right."""

from __future__ import annotations

import pytest

from tongban.conditions import (
    BOOL,
    NUMBER,
    RESERVED,
    TEXT,
    ConditionError,
    Scope,
    choice_of,
    compile_expression,
    is_name,
)

REFUSED = [
    # text, code, column, said in the message, said in the hint
    ("", "empty", 1, "空", "删去"),
    ("hot " + "|| hot " * 143, "too_long", 1001, "1005", ""),
    ("(" * 20 + "hot" + ")" * 20, "too_deep", 21, "20 层", "拆成"),
    ("!" * 900 + "hot", "too_deep", 21, "20 层", "拆成"),
    ("area = 3", "syntax", 6, "=", "=="),
    ("hot & hot", "syntax", 5, "&", "&&"),
    ("hot and hot", "syntax", 5, "and", "&&"),
    ("not hot", "syntax", 1, "not", "!"),
    ("area >= 300 &&", "syntax", 15, "没有写完", ""),
    ("(hot", "syntax", 5, "没有写完", "括号"),
    ("hot hot", "syntax", 5, "hot", "&&"),
    ("area ≥ 300", "syntax", 6, "≥", ">="),
    ("（hot）", "syntax", 1, "（", "("),
    ("trade == “sales”", "syntax", 10, "“", "半角引号"),
    ('trade == "sales', "syntax", 10, '"', "末尾"),
    ("hot ? 1 : 2", "unsupported", 5, "?", "size"),
    ("area / 2 > 1", "unsupported", 6, "/", "+ - *"),
    ("vehicles[0]", "unsupported", 9, "[", ""),
    ("size(vehicles) > 1 // note", "unsupported", 20, "/", ""),
    ("vehicles.exists(v)", "unsupported", 16, "(", ""),
    ("matches(name)", "unsupported", 1, "matches", "size"),
    ("if == 1", "reserved", 1, "if", "另取标识"),
    ("null == hot", "reserved", 1, "null", ""),
    ("aera > 1", "unknown_name", 1, "aera", "area"),
    ("hot && applicant.knd == 'person'", "unknown_name", 8, "applicant.knd", "applicant.kind"),
    ("trade == catering", "unknown_name", 10, "catering", '"catering"'),
    ("heavy", "unknown_name", 1, "heavy", "row.heavy"),
    ("row.hevy", "unknown_name", 1, "row.hevy", "row.heavy"),
    ("vehicles.heavy", "unknown_name", 1, "heavy", "row."),
    ("stay.end > begin", "unknown_name", 1, "end", "until"),
    ("area.x > 1", "unknown_name", 1, "x", "没有更小的部分"),
    ("row", "wrong_type", 1, "列名", "row.heavy"),
    ("area", "wrong_type", 1, "数值", "area >= 300"),
    ("hot && area", "wrong_type", 8, "数值", ""),
    ("!trade", "wrong_type", 2, "选项", ""),
    ('area > "3"', "wrong_type", 8, "文字", "不加引号"),
    ('begin > "2026-01-31"', "wrong_type", 9, "日期", 'date("2026-01-31")'),
    ("hot == 1", "wrong_type", 8, "整数", "!hot"),
    ('name < "b"', "wrong_type", 1, "大小", "=="),
    ('uses == "works"', "wrong_type", 9, "多个选项", "in"),
    ('"works" in name', "wrong_type", 12, "文字", "trade in"),
    ('1 in ["a"]', "wrong_type", 1, "整数", "同一类"),
    ('name in ["a", 1]', "wrong_type", 15, "整数", "同一类"),
    ("staff in []", "wrong_type", 10, "空", "至少"),
    ("name + name == name", "wrong_type", 1, "文字", "+ - *"),
    ("begin + area > begin", "wrong_type", 9, "数值", "天数"),
    ("begin + begin > begin", "wrong_type", 9, "日期", "天数"),
    ("-hot", "wrong_type", 2, "是否", "负号"),
    ("size(area) > 1", "wrong_type", 6, "数值", "size"),
    ("size(name, name) > 1", "wrong_type", 1, "一个值", ""),
    ('trade == "caterng"', "not_offered", 10, "caterng", '"sales"、"catering"、"canteen"'),
    ('"caterng" != trade', "not_offered", 1, "caterng", '"catering"'),
    ('trade in ["sales", "x"]', "not_offered", 10, '"x"', '"catering"'),
    ('"x" in uses', "not_offered", 1, '"x"', '"works"'),
    ("trade == applicant.kind", "not_offered", 1, "没有一个相同", ""),
    ('begin > date("2026-02-30")', "bad_literal", 14, "2026-02-30", "date("),
    ('begin > date("2026-1-3")', "bad_literal", 14, "2026-1-3", "date("),
    ("begin > date(name)", "bad_literal", 14, "写明", "date("),
    ("staff > 9223372036854775808", "bad_literal", 9, "太大", ""),
    (r'name == "a\q"', "bad_literal", 11, r"\q", r"\n"),
    (r'name == "\ud800"', "bad_literal", 10, "ud800", r"\n"),
]


@pytest.mark.parametrize(("text", "code", "column", "message", "hint"), REFUSED, ids=lambda each: str(each)[:40])
def test_it_is_refused_with_the_place_and_what_would_be_right(text, code, column, message, hint, row_scope) -> None:
    with pytest.raises(ConditionError) as refused:
        compile_expression(text, row_scope)
    problem = refused.value
    assert (problem.code, problem.column) == (code, column), problem
    assert message in problem.message
    assert hint in problem.hint


def test_a_row_cannot_be_named_outside_its_table(scope) -> None:
    with pytest.raises(ConditionError) as refused:
        compile_expression("hot && row.heavy", scope)
    assert (refused.value.code, refused.value.column) == ("outside_row", 8)


@pytest.mark.parametrize("word", sorted(RESERVED - {"row", "in", "true", "false"}))
def test_no_reserved_word_of_cel_is_a_name_even_where_a_field_has_it(word: str) -> None:
    assert not is_name(word)
    with pytest.raises(ConditionError) as refused:
        compile_expression(f"{word} == 1", Scope({word: NUMBER}))
    assert refused.value.code == "reserved"


def test_ids_that_can_be_named() -> None:
    assert is_name("night_reason")
    assert not is_name("night-reason")
    assert not is_name("1st")
    assert not is_name("夜间")
    assert not is_name("row")


def test_a_condition_can_only_name_what_was_asked_before_it(scope) -> None:
    here = scope.before("area")
    assert compile_expression('trade == "catering"', here)
    for text in ("area > 1", "staff > 1"):
        with pytest.raises(ConditionError) as refused:
            compile_expression(text, here)
        assert refused.value.code == "later_name"
    assert compile_expression("staff > 1", scope)


def test_a_column_can_only_name_the_columns_before_it(row_scope) -> None:
    here = row_scope.before("row.heavy")
    assert compile_expression('row.plate == "A" && area > 1', here)
    with pytest.raises(ConditionError) as refused:
        compile_expression("row.weight > 1.0", here)
    assert refused.value.code == "later_name"


def test_an_id_that_cannot_be_named_bars_nothing(scope) -> None:
    assert scope.before("night-reason") == scope


def test_a_later_name_is_not_offered_as_the_nearest_one(scope) -> None:
    with pytest.raises(ConditionError) as refused:
        compile_expression("aera > 1", scope.before("area"))
    assert "“area”" not in refused.value.hint


def test_a_computed_value_must_yield_what_its_field_holds(scope) -> None:
    assert compile_expression("staff + 1", scope, expect=NUMBER)
    assert compile_expression('"sales"', scope, expect=choice_of(["sales"]))
    assert compile_expression("trade", scope, expect=TEXT)
    for text, wanted in (
        ("area * 2", BOOL),
        ("name", NUMBER),
        ('"x"', choice_of(["sales"])),
        ("name", choice_of(["a"])),
    ):
        with pytest.raises(ConditionError) as refused:
            compile_expression(text, scope, expect=wanted)
        assert refused.value.code == "wrong_type"


def test_a_field_named_like_a_function_is_a_name() -> None:
    scope = Scope({"size": NUMBER, "date": NUMBER})
    assert compile_expression("size > 1 && date < 2", scope).names() == {"size", "date"}
