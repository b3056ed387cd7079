"""Strict YAML: nothing guessed, nothing shared, everything with its line."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.definitions.house_writing import write_yaml
from tongban.definitions.strict_yaml import MAXIMUM_BYTES, Mark, read_yaml


@pytest.mark.row("C2")
@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 'open\n", "TB001", 3, 1),
        ("a: [1, 2\nb: 3\n", "TB001", 2, 2),
        ("a: b: c\n", "TB001", 1, 5),
        ("a: \x01\n", "TB001", 1, 4),
        ("a: {{ name }}\n", "TB001", 1, 5),
        ("a:\n\t- b\n", "TB002", 2, 1),
        ("a: 1 # right\tthere\n", "TB002", 1, 13),
        ("a: 1\nb: 2\na: 3\n", "TB003", 3, 1),
        ("a: {x: 1, x: 2}\n", "TB003", 1, 11),
        ("a: &anchor 1\n", "TB004", 1, 4),
        ("a: 1\nb: *anchor\n", "TB004", 2, 4),
        ("a: !!python/object:os.system x\n", "TB004", 1, 4),
        ("a: {<<: {b: 1}}\n", "TB004", 1, 5),
        ("%YAML 1.1\n---\na: 1\n", "TB004", 1, 1),
        ("a: " + "[" * 30 + "]" * 30, "TB006", 1, 28),
        ("", "TB007", 1, 1),
        ("- a\n", "TB007", 1, 1),
        ("a: 1\n---\nb: 1\n", "TB007", 2, 1),
    ],
)
def test_what_is_not_strict_yaml_is_refused_at_its_place(text: str, code: str, line: int, column: int) -> None:
    document, findings = read_yaml(text, "item.yaml")
    assert document is None
    assert [(each.code, each.line, each.column) for each in findings[:1]] == [(code, line, column)]
    assert all(each.path == "item.yaml" and each.hint and each.message for each in findings)


def test_a_file_that_is_too_large_is_not_even_parsed() -> None:
    document, findings = read_yaml("a: " + "x" * MAXIMUM_BYTES, "item.yaml")
    assert document is None
    assert [each.code for each in findings] == ["TB005"]


def test_every_duplicate_is_told_at_once() -> None:
    _, findings = read_yaml("a: 1\na: 2\nb: 1\nb: 2\n", "item.yaml")
    assert [each.line for each in findings] == [2, 4]
    assert "第 3 行" in findings[1].message


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("1.50", Decimal("1.50")),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("True", "True"),
        ("~", "~"),
        ("1_000", "1_000"),
        ("0123", "0123"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        (".5", ".5"),
        (".inf", ".inf"),
        ("12:30:45", "12:30:45"),
        ("2026-01-31", "2026-01-31"),
        ("11500235MB1218247M", "11500235MB1218247M"),
        ('"12"', "12"),
        ("'true'", "true"),
    ],
)
def test_a_plain_scalar_is_text_unless_it_is_surely_something_else(written: str, value: object) -> None:
    document, _ = read_yaml(f"a: {written}\n", "x.yaml")
    assert document is not None
    assert document.data["a"] == value
    assert type(document.data["a"]) is type(value)


def test_a_key_is_always_text() -> None:
    document, _ = read_yaml("{1: a, true: b, yes: c}\n", "x.yaml")
    assert document is not None
    assert document.data == {"1": "a", "true": "b", "yes": "c"}


def test_each_key_and_value_knows_its_line_and_column() -> None:
    document, _ = read_yaml("时限:\n  承诺: {天: 5}\n列表: [甲, 乙]\n", "x.yaml")
    assert document is not None
    assert document.mark(("时限", "承诺", "天")) == Mark(2, 11)
    assert document.key_mark(("时限", "承诺")) == Mark(2, 3)
    assert document.mark(("列表", 1)) == Mark(3, 9)
    assert document.mark(("时限", "没有")) == document.mark(("时限",))


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcdef"), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)  # the machine may be busy; no test depends on speed
@given(st.dictionaries(st.sampled_from(["item", "title", "when", "yes"]), _VALUES, min_size=1))
def test_what_is_written_in_house_style_reads_back_as_it_was(data: dict[str, object]) -> None:
    document, findings = read_yaml(write_yaml(data), "x.yaml")
    assert findings == ()
    assert document is not None
    assert document.data == data


_YAMLISH = st.text(st.sampled_from("ab: -[]{},#&*!|>'\"%@`\n\t?<~.0123一：\ufeff\x00\x85\ud800"), max_size=60)


@settings(deadline=None)  # the machine may be busy; no test depends on speed
@given(_YAMLISH)
def test_whatever_is_written_is_read_or_refused_and_never_breaks_the_reader(text: str) -> None:
    document, findings = read_yaml(text, "x.yaml")
    assert (document is None) == bool(findings)
    assert all(each.line >= 1 and each.column >= 1 for each in findings)
