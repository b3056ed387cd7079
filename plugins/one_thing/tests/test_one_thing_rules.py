"""Every rule for bundles: what fails and what passes are its tests; its page is written from it."""

import re
from pathlib import Path

import pytest

from one_thing.language.lint import Rule, Sample, all_rules, lint_bundles, rules_page
from one_thing.language.lint.sample import sample_library

each_rule = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: f"{rule.code}-{rule.name}")


@pytest.mark.row("B1")
@each_rule
def test_what_fails_breaks_this_rule_and_no_other_at_a_line_with_article_and_hint(rule: Rule) -> None:
    library = sample_library(rule.failing)
    findings = lint_bundles(library)
    assert {each.code for each in findings} == {rule.code}
    for each in findings:
        assert 1 <= each.line <= library.workspace.sources.read(each.path).count("\n") + 1
        assert each.column >= 1
        assert each.article
        assert each.message.endswith("。")
        assert each.hint.endswith(("。", "？"))
        assert each.severity is rule.severity


@pytest.mark.row("B1")
@each_rule
def test_what_passes_has_no_finding_at_all(rule: Rule) -> None:
    assert lint_bundles(sample_library(rule.passing)) == ()


@each_rule
def test_each_rule_has_both_samples_and_they_differ(rule: Rule) -> None:
    assert rule.failing != Sample()
    assert rule.failing != rule.passing
    assert re.fullmatch(r"OT1\d\d", rule.code)


def test_the_page_of_the_rules_is_what_the_rules_say() -> None:
    page = Path(__file__).parents[1] / "RULES.md"
    assert page.read_text(encoding="utf-8") == rules_page()
