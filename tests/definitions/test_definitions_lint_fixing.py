"""`tongban lint --fix`: certain mends only, each once, and nothing else changed."""

import pytest

from tongban.definitions import lint, load_workspace
from tongban.definitions.lint import Rule, all_rules, fix
from tongban.definitions.lint.sample import ITEM_PATH, sample_sources, sample_texts
from tongban.definitions.sources import MemorySources

each_fixable = pytest.mark.parametrize(
    "rule", [rule for rule in all_rules() if rule.fixable], ids=lambda rule: f"{rule.code}-{rule.name}"
)

COMMENTED = """\
summary: 因施工等需要,临时占用城市道路 的，办理本事项 # 已公布的文字
visits: 0   # 不用到现场
conditions:
  # 第一条
  - 确需(含应急)临时占用城市道路
"""


def fixed_texts(texts: dict[str, str]) -> dict[str, str]:
    return texts | dict(fix(load_workspace(MemorySources(texts))).after)


@pytest.mark.row("C6")
@each_fixable
def test_a_mended_sample_passes_and_stays_as_it_is_the_second_time(rule: Rule) -> None:
    texts = sample_texts(rule.failing)
    mended = fixed_texts(texts)
    assert mended != texts
    assert lint(load_workspace(MemorySources(mended))) == ()
    assert fixed_texts(mended) == mended


@pytest.mark.row("C6")
@each_fixable
def test_a_mend_changes_one_line_of_one_file(rule: Rule) -> None:
    texts = sample_texts(rule.failing)
    mended = fixed_texts(texts)
    assert [path for path in texts if texts[path] != mended[path]] == [ITEM_PATH]
    before, after = texts[ITEM_PATH].splitlines(), mended[ITEM_PATH].splitlines()
    assert len([line for line in before if line not in after]) == 1
    assert len([line for line in after if line not in before]) <= 1


@pytest.mark.row("C6")
def test_several_mends_of_one_text_are_all_made_and_comments_stay(workspace_with) -> None:
    fixed = fix(workspace_with(item=COMMENTED))
    after = fixed.after[ITEM_PATH]
    assert "summary: 因施工等需要，临时占用城市道路的，办理本事项。 # 已公布的文字" in after
    assert "  # 第一条\n  - 确需（含应急）临时占用城市道路。" in after
    assert "visits" not in after
    assert {"TB149", "TB150", "TB151", "TB152"} == set(fixed.rules)


def test_the_diff_shows_what_would_change(workspace_with) -> None:
    diff = fix(workspace_with(item="online_depth: full")).diff()
    assert f"--- {ITEM_PATH}" in diff
    assert "\n-online_depth: full\n" in diff
    assert fix(workspace_with()).diff() == ""


def test_what_is_exempted_is_not_mended(workspace_with) -> None:
    item = """\
online_depth: full
exemptions:
  - {rule: TB149, where: online_depth, reason: 与上级模板逐行对照时保留，调整后删去。, until: 2027-12-31}
"""
    assert fix(workspace_with(item=item)).after == {}


def test_only_the_items_asked_for_are_mended(workspace_with) -> None:
    assert fix(workspace_with(item="online_depth: full"), only=["another"]).after == {}


def test_a_value_of_a_shared_file_is_told_and_not_mended() -> None:
    elements = "elements:\n  person.name: {label: 姓  名, type: text, max_length: 50, personal: true}\n"
    texts = {path: text for path, text in sample_texts().items() if not path.endswith("elements.yaml")}
    workspace = load_workspace(MemorySources(texts | {"item_defs/_shared/elements.yaml": elements}))
    assert [each.code for each in lint(workspace)] == ["TB151"]
    assert fix(workspace).after == {}


def test_a_rule_that_is_not_fixable_mends_nothing() -> None:
    for rule in all_rules():
        if not rule.fixable:
            assert fix(load_workspace(sample_sources(rule.failing))).after == {}, rule.code
