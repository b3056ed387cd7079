"""Each rule finds what its failing sample breaks, and nothing in its passing one (X1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sichuan_chongqing.agreements import load_agreement
from sichuan_chongqing.agreements.lint import Rule, all_rules, lint_agreement, rules_page
from sichuan_chongqing.agreements.lint.sample import AGREEMENT, CATALOGUES, sample_subject

THIRD_SIDE = '  south: {title: 南市, calendar: cn, regions: [{tenant: nan, division: "500106", name: 南区}]}\n'


@pytest.mark.row("X1")
@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_finds_what_its_failing_sample_breaks(rule: Rule) -> None:
    found = list(rule.findings(sample_subject(rule.failing)))
    assert found
    assert all(each.code == rule.code and each.line > 0 and each.message for each in found)


@pytest.mark.row("X1")
@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_finds_nothing_in_its_passing_sample(rule: Rule) -> None:
    assert not list(rule.findings(sample_subject(rule.passing)))


def test_the_sample_agreement_breaks_no_rule() -> None:
    assert not lint_agreement(load_agreement(AGREEMENT, "sample.yaml"), CATALOGUES, date(2026, 11, 2))


def test_an_agreement_past_its_day_is_found() -> None:
    found = lint_agreement(load_agreement(AGREEMENT, "sample.yaml"), CATALOGUES, date(2028, 1, 1))
    assert [each.code for each in found] == ["XR113"]


@pytest.mark.row("X3")
def test_a_region_that_counts_by_another_calendar_than_agreed_is_found() -> None:
    other = replace(CATALOGUES["east"], counts_by={"dong": "xi"})
    found = lint_agreement(load_agreement(AGREEMENT, "sample.yaml"), CATALOGUES | {"east": other}, date(2026, 11, 2))
    assert [(each.code, "东区按工作日历“xi”计算" in each.message) for each in found] == [("XR114", True)]


def test_the_page_of_the_rules_is_what_runs() -> None:
    page = Path(__file__).parents[1] / "docs" / "rules.md"
    assert page.read_text(encoding="utf-8") == rules_page()


@pytest.mark.row("X1")
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("mode: joint", "mode: jiont", "joint"),
        ("version: 1\n", "version: 1\nversion: 2\n", "重复"),
        ('division: "500105"', "division: 500105", "六位区划代码"),
        ("tells: {progress: receiving,", "tells: {progres: receiving,", "progress"),
        ("title: 示范协议\n", "", "title"),
        (
            "  west: {title: 西市",
            THIRD_SIDE + "  west: {title: 西市",
            "两方",
        ),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_place_and_nothing_is_loaded(old: str, new: str, told: str) -> None:
    loaded = load_agreement(AGREEMENT.replace(old, new), "sample.yaml")
    assert loaded.agreement is None
    assert any(told in each.message + each.hint for each in loaded.findings)
    assert all(each.line >= 1 for each in loaded.findings)
