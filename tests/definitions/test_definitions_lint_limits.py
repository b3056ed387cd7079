"""A definition beyond limits is refused with a finding; none makes the platform hang or fall over."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.conditions.parse import MAX_NESTING
from tongban.definitions import lint, load_workspace
from tongban.definitions.limits import MOST
from tongban.definitions.lint import Sample, all_rules
from tongban.definitions.lint.sample import sample_texts
from tongban.definitions.sources import MemorySources

MEASURE = "      - {{id: measure_{n}, label: 第{n}处长度, type: number, unit: 米}}\n"


def codes(item: str) -> set[str]:
    """Return what is found of the item itself; without it, its claim and examples have nothing to lean on."""
    found = lint(load_workspace(MemorySources(sample_texts(Sample(item)))))
    return {each.code for each in found if each.path.endswith("item.yaml")}


def form(fields: int) -> str:
    own = "      - {use: person.name}\n      - {id: area, label: 占用面积, type: number, unit: ㎡}\n"
    rest = "".join(MEASURE.format(n=number) for number in range(fields - 2))
    return f"form:\n  - section: site\n    title: 占用情况\n    fields:\n{own}{rest}"


def condition(text: str) -> str:
    return f'materials: [{{id: plan, name: 施工方案, when: "{text}"}}]'


def test_five_hundred_fields_are_taken_and_one_more_is_not() -> None:
    assert codes(form(MOST["form"])) == set()
    assert codes(form(MOST["form"] + 1)) == {"TB051"}


@pytest.mark.parametrize(
    ("key", "entry"),
    [
        ("situation", "  - {{id: q{n}, ask: 第{n}个问题是哪一种？, choices: {{a: 甲, b: 乙}}}}\n"),
        ("checks", "  - {{id: c{n}, holds: area > {n}, message: 面积应当大于{n}。}}\n"),
        ("materials", "  - {{id: m{n}, name: 第{n}份材料}}\n"),
        ("process", "  - {{step: s{n}, name: 第{n}次审查, by: reviewer, points: [占用理由充分]}}\n"),
    ],
)
def test_there_may_not_be_too_many_of_anything(key: str, entry: str) -> None:
    item = f"{key}:\n" + "".join(entry.format(n=number) for number in range(MOST[key] + 1))
    assert "TB051" in codes(item)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50 + "area > 1" + ")" * 50,
        "!" * 50 + "(area > 1)",
        "area == " + "-" * 60 + "1",
        "area > 1" + " && (area > 1" * 50 + ")" * 50,
    ],
    ids=["brackets", "negations", "signs", "conjunctions"],
)
def test_a_condition_fifty_deep_is_refused(text: str) -> None:
    assert MAX_NESTING < 50
    assert codes(condition(text)) == {"TB107"}


@pytest.mark.parametrize("text", ["(" * 400, "[" * 499 + "]" * 499, "!" * 999, "x" * 2_000, "area >" * 150])
def test_a_condition_that_is_nothing_but_depth_is_refused(text: str) -> None:
    assert codes(condition(text)) <= {"TB106", "TB107"}
    assert codes(condition(text))


@pytest.mark.parametrize("opening", ["{a: ", "["])
def test_yaml_nested_without_end_is_refused(opening: str) -> None:
    assert codes(f"conditions: {opening * 5_000}") <= {"TB001", "TB006"}
    assert codes(f"conditions: {opening * 5_000}")


def test_a_file_beyond_its_size_is_refused_unread() -> None:
    assert codes("summary: " + "长" * 200_000) == {"TB005"}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet="甲乙 a1_,:(){}[]", max_size=12),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.sampled_from(["id", "when", "name", "x"]), below),
    max_leaves=12,
)


@given(st.sampled_from(["conditions", "form", "materials", "process", "time", "fees", "result", "tables"]), VALUES)
def test_whatever_stands_at_a_key_linting_ends_with_findings_or_without(key: str, value: object) -> None:
    """No value of any shape makes loading or a rule raise (JSON is YAML, so it can be written as it is)."""

    texts = sample_texts(Sample(f"{key}: {json.dumps(value, ensure_ascii=False)}"))
    for each in lint(load_workspace(MemorySources(texts))):
        assert each.message


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_no_rule_stumbles_over_an_item_that_holds_the_least(rule) -> None:
    least = "\n".join(
        (
            "summary: 办理示例事项的，按此办理本事项。",
            "applicants: [person]",
            "form: []",
            "situation: []",
            "materials: []",
        )
    )
    workspace = load_workspace(MemorySources(sample_texts(Sample(least))))
    assert all(each.message for each in lint(workspace) if each.code == rule.code)
