"""A tenant's wording may say values, ask conditions and go through lists, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tongban.wording import MAX_OUTPUT, Names, WordingError, check_wording, render_wording

NAMES = ("title", "accepted_on", "remark", "reasons[]", "missing[].name", "missing[].reason")

REFUSED = {
    "{{ ''.__class__ }}": "attribute",
    "{{ title.__class__.__mro__ }}": "attribute",
    "{{ title['__class__'] }}": "not_allowed",
    "{% for a in range(1000000000) %}x{% endfor %}": "loop_over",
    "{{ range(1000000000) }}": "not_allowed",
    "{{ 'a'*500000000 }}": "not_allowed",
    "{{ 9**9999999 }}": "not_allowed",
    "{{ 1 + 1 }}": "not_allowed",
    "{{ '%0999999999d' % 1 }}": "not_allowed",
    "{{ title ~ title }}": "not_allowed",
    "{% include 'item.yaml' %}": "not_allowed",
    "{% import 'x' as y %}": "not_allowed",
    "{% from 'x' import y %}": "not_allowed",
    "{% extends 'x' %}": "not_allowed",
    "{% macro m() %}x{% endmacro %}": "not_allowed",
    "{% set a = 1 %}": "not_allowed",
    "{% block a %}{% endblock %}": "not_allowed",
    "{% filter upper %}x{% endfilter %}": "not_allowed",
    "{{ title|attr('__class__') }}": "unknown_filter",
    "{{ title|format(1) }}": "unknown_filter",
    "{{ title|center(999999999) }}": "unknown_filter",
    "{{ title|upper }}": "unknown_filter",
    "{{ remark|缺省(title) }}": "filter_arguments",
    "{{ title|顿号 }}": "list_expected",
    "{{ titel }}": "unknown_name",
    "{{ self }}": "unknown_name",
    "{{ missing }}": "list_unexpected",
    "{% for each in title %}x{% endfor %}": "list_expected",
    "{% for each in missing %}{{ each.nam }}{% endfor %}": "unknown_column",
    "{% for each in missing %}{{ each }}{% endfor %}": "row_as_value",
    "{% for a, b in missing %}x{% endfor %}": "loop_target",
    "{% for each in missing recursive %}x{% endfor %}": "not_allowed",
    "{% for a in reasons %}" * 3 + "x" + "{% endfor %}" * 3: "loop_depth",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}": "too_deep",
    "{{ " + "not " * 60 + "title }}": "too_deep",
    "{{ " + "9" * 5000 + " }}": "too_deep",
    "{{ '" + "a" * 300 + "' }}": "constant",
    "{{ title": "syntax",
    "{% frob %}": "not_allowed",
    "<script>alert(1)</script>": "html",
    "[点此](https://example.test)": "link",
    "![x](y)": "link",
    "字" * 7000: "too_long",
}


@pytest.mark.row("N1")
@pytest.mark.parametrize(("template", "code"), REFUSED.items(), ids=[text[:40] for text in REFUSED])
def test_a_template_outside_the_language_is_refused_before_it_runs(template: str, code: str) -> None:
    findings = check_wording(template, NAMES)
    assert code in {each.code for each in findings}
    assert all(each.message.endswith("。") and each.line >= 1 for each in findings)


@pytest.mark.row("N1")
@pytest.mark.parametrize("template", ["{{ ''.__class__ }}", "{{ 9**9999999 }}", "{% include 'x' %}", "{{ x() }}"])
def test_rendering_refuses_too_for_whoever_forgot_to_check(template: str) -> None:
    with pytest.raises(WordingError):
        render_wording(template, {"x": "y"})


def test_a_finding_names_the_line_the_column_and_the_nearest_right_name() -> None:
    (finding,) = check_wording("首行\n\n关于{{ titel }}", NAMES)
    assert (finding.line, finding.column) == (3, 6)
    assert "title" in finding.hint


def test_several_mistakes_are_told_at_once_in_reading_order() -> None:
    findings = check_wording("{{ a }}\n{{ b }}\n{{ c }}", NAMES)
    assert [each.line for each in findings] == [1, 2, 3]


def test_conditions_loops_and_filters_do_what_they_say() -> None:
    wording = (
        "关于{{ title }}，于{{ accepted_on|中文日期 }}受理。\n"
        "{% if missing and title != 'x' %}\n"
        "{% for each in missing %}\n"
        "{{ loop.index }}. {{ each.name }}：{{ each.reason }}{% if not loop.last %}；{% else %}。{% endif %}\n"
        "{% endfor %}\n"
        "{% endif %}\n"
        "理由：{{ reasons|顿号 }}。备注：{{ remark|缺省('无') }}。{{ '加急' if 'a' in reasons else '普通' }}"
    )
    assert check_wording(wording, NAMES) == ()
    values = {
        "title": "占道",
        "accepted_on": date(2026, 9, 8),
        "remark": None,
        "reasons": ["a", "b"],
        "missing": [{"name": "图", "reason": "不清"}, {"name": "证", "reason": "过期"}],
    }
    assert render_wording(wording, values) == (
        "关于占道，于2026年9月8日受理。\n1. 图：不清；\n2. 证：过期。\n理由：a、b。备注：无。加急"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "是"),
        (False, "否"),
        (12, "12"),
        (Decimal("35.50"), "35\\.5"),
        (Decimal(100), "100"),
        (date(2026, 1, 2), "2026年1月2日"),
        (datetime(2026, 1, 2, 9, 5, tzinfo=UTC), "2026年1月2日9时05分"),
    ],
)
def test_plain_values_are_said_as_a_document_says_them(value: object, text: str) -> None:
    assert render_wording("{{ v }}", {"v": value}) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 9, 8), "2026年9月8日"),
        ("2026-09-08", "2026年9月8日"),
        ("2026-09-08T09:05:00+08:00", "2026年9月8日"),
        ("暂停计时", "暂停计时"),
        (None, ""),
    ],
)
def test_dates_are_said_in_chinese_and_words_are_left_alone(value: object, text: str) -> None:
    assert render_wording("{{ day|中文日期 }}", {"day": value}) == text


@pytest.mark.parametrize(("value", "text"), [(5, "5个工作日"), ("3个月", "3个月"), (None, "")])
def test_a_bare_number_of_days_gets_its_unit(value: object, text: str) -> None:
    assert render_wording("{{ days|工作日 }}", {"days": value}) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2026-09-28", "二〇二六年九月二十八日"),
        (date(2030, 10, 10), "二〇三〇年十月十日"),
        (date(2026, 12, 31), "二〇二六年十二月三十一日"),
        (date(2026, 11, 20), "二〇二六年十一月二十日"),
    ],
)
def test_formal_dates_are_written_in_characters(day: object, text: str) -> None:
    assert render_wording("{{ day|大写日期 }}", {"day": day}) == text


def test_a_filter_that_meets_a_wrong_value_says_so() -> None:
    with pytest.raises(WordingError, match="中文日期"):
        render_wording("{{ day|中文日期 }}", {"day": 20260928})


@pytest.mark.row("N1")
@pytest.mark.parametrize(
    "name",
    ["# 标题", "**粗**", "[点](http://a.test)", "<b>x</b>", "a\n\n# b", "1. x", "- x", "    code", "a | b", "&lt;",
     "`x`",     "a\r\n===", "![x](y)", "https://a.test", "\\# x", "{{ title }}", "> x", "---", "\x00a", "张\u202e三"],
)  # fmt: skip
def test_a_citizens_text_stays_text_whatever_it_looks_like(name: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(render_wording("{{ name }}", {"name": name}))
    assert [each.type for each in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {each.type for each in tokens[1].children or ()} <= {"text", "text_special"}


@given(st.text(max_size=60))
def test_no_text_at_all_becomes_markdown(name: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse("申请人" + render_wording("{{ n }}", {"n": name}) + "收")
    assert [each.type for each in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {each.type for each in tokens[1].children or ()} <= {"text", "text_special"}


def test_rare_characters_of_names_are_kept() -> None:
    assert render_wording("{{ n }}", {"n": "龚䶮𫖯\ue863"}) == "龚䶮𫖯\ue863"


@pytest.mark.row("N1")
def test_output_has_a_limit_in_bytes() -> None:
    with pytest.raises(WordingError, match="上限"):
        render_wording("{{ n }}", {"n": "字" * MAX_OUTPUT})
    with pytest.raises(WordingError, match="上限"):
        render_wording(
            "{% for a in rows %}{% for b in rows %}" + "长" * 200 + "{% endfor %}{% endfor %}", {"rows": ["x"] * 100}
        )


@pytest.mark.row("N1")
def test_steps_have_a_limit_even_when_nothing_is_written() -> None:
    with pytest.raises(WordingError, match="步数"):
        render_wording(
            "{% for a in rows %}{% for b in rows %}{% if a == b %}{% endif %}{% endfor %}{% endfor %}",
            {"rows": [1] * 900},
        )
    with pytest.raises(WordingError, match="步数"):
        render_wording("{% for a in rows %}{% if rows|顿号 == 'x' %}{% endif %}{% endfor %}", {"rows": [1] * 900})


@pytest.mark.parametrize("value", [object(), {"a": 1}, [[1]], [{"a": {"b": 1}}], [1] * 1001, 10**30, float("nan")])
def test_only_plain_data_is_taken(value: object) -> None:
    with pytest.raises(WordingError, match="不是文字"):
        render_wording("x", {"v": value})


def test_a_name_without_value_is_an_error_not_an_empty_place() -> None:
    with pytest.raises(WordingError, match="没有值"):
        render_wording("{{ title }}", {})


@pytest.mark.parametrize("name", ["a b", "a.b", "_a", "a[].", "[]", "1a"])
def test_a_table_of_names_is_read_strictly(name: str) -> None:
    with pytest.raises(ValueError, match="应当写作"):
        Names.of([name])
