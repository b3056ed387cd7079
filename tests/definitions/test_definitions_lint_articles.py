"""Articles that bind whoever writes an item, each by its rule."""

from __future__ import annotations

import pytest

from tongban.definitions import lint, load_workspace
from tongban.definitions.lint import Rule, all_rules
from tongban.definitions.lint.sample import sample_sources
from tongban.definitions.sources import FolderSources
from tongban.settings import REPOSITORY


def rule(name: str) -> Rule:
    return next(each for each in all_rules() if each.name == name)


def finds(name: str) -> None:
    """Hold the rule against its own failing sample; whether it stops or warns is the rule's to say."""
    wanted = rule(name)
    found = [each for each in lint(load_workspace(sample_sources(wanted.failing))) if each.code == wanted.code]
    assert found


@pytest.mark.row("C6")
@pytest.mark.article("ORD §34")
def test_an_intermediary_service_without_a_basis_cannot_be_asked_for() -> None:
    finds("intermediary_basis")


@pytest.mark.row("C6")
@pytest.mark.article("ORD §17", "335 §28")
def test_a_counter_does_not_make_people_book_or_apply_online_first() -> None:
    finds("forced_appointment")


@pytest.mark.row("C6")
@pytest.mark.article("ORD §22", "335 §13")
def test_an_item_of_a_cancelled_entry_is_not_published() -> None:
    finds("cancelled_entry")


@pytest.mark.row("C6")
@pytest.mark.article("ORD §43", "ORD §44")
@pytest.mark.parametrize(("entry", "most"), [("property-transfer", 3), ("self-employed", 1)])
def test_what_the_ordinance_has_done_within_days_is_not_promised_later(entry: str, most: int) -> None:
    finds("promise_beyond_law")
    books = load_workspace(FolderSources(REPOSITORY)).rulebooks
    assert [each.span.amount for each in books["shifan"].longest_promises if entry in each.entries] == [most]
    assert books["chongqing"].longest_promises == ()


@pytest.mark.row("L6")
@pytest.mark.article("ORD §30", "335 §23")
def test_a_commitment_is_not_offered_in_an_excluded_field() -> None:
    finds("commitment_area")


@pytest.mark.row("L5")
@pytest.mark.article("ORD §33")
def test_the_list_of_what_may_follow_names_item_main_materials_and_the_rest() -> None:
    finds("tolerance_pair")


@pytest.mark.row("L13", part="only with published basis")
@pytest.mark.article("335 §27", "ORD §46")
def test_a_fee_without_a_basis_is_not_published() -> None:
    finds("fee_without_basis")
