"""Definitions broken on purpose: by seed, in every way alike, and noticed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tongban.assurance.mutate import Workshop, all_ways, found_before, judge, mutants, workshop
from tongban.calendars import WorkingCalendar, calendar_from_folder
from tongban.definitions import FolderSources

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return calendar_from_folder(ROOT / "item_defs" / "_shared" / "calendars")


@pytest.fixture(scope="module")
def bench() -> Workshop:
    return workshop(FolderSources(ROOT), "occupy-road")


def test_the_same_seed_breaks_in_the_same_ways(bench: Workshop) -> None:
    once, again = mutants(bench, 7, 50), mutants(bench, 7, 50)
    assert [str(each) for each in once] == [str(each) for each in again]
    assert [str(each) for each in once] != [str(each) for each in mutants(bench, 8, 50)]


def test_no_way_of_breaking_outweighs_the_others(bench: Workshop) -> None:
    chosen = Counter(each.way.name for each in mutants(bench, 1, 200))
    assert chosen.total() == 200
    assert max(chosen.values()) < 200 // 10
    assert len(chosen) > 30


@pytest.mark.parametrize("name", sorted(all_ways()))
def test_every_way_leaves_something_broken_behind(bench: Workshop, name: str) -> None:
    way = all_ways()[name]
    data = bench.files[way.file][1]
    assert all(each.data != data for each in way.breaks(data))


def test_the_definition_as_it_is_has_nothing_to_be_found(bench: Workshop, calendar: WorkingCalendar) -> None:
    assert found_before(bench, calendar) == frozenset()


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("no_basis", "lint"),
        ("lengthen_promise", "lint"),
        ("mistyped_key", "lint"),
        ("controlled", "lint"),
        ("exclude", "proof"),
        ("impossible_check", "proof"),
    ],
)
@pytest.mark.row("C6")
def test_what_should_notice_a_mistake_does(bench: Workshop, calendar: WorkingCalendar, name: str, by: str) -> None:
    broken = [each for each in mutants(bench, 1, 400) if each.way.name == name][:3]
    assert broken
    assert {judge(bench, each, calendar, frozenset()).caught_by for each in broken} == {by}


@pytest.mark.parametrize("item", ["elderly-allowance", "freight-permit"])
@pytest.mark.row("C6")
def test_nineteen_of_twenty_mistakes_are_noticed(item: str, calendar: WorkingCalendar) -> None:
    small = workshop(FolderSources(ROOT), item)
    before = found_before(small, calendar)
    judged = [judge(small, each, calendar, before) for each in mutants(small, 1, 60)]
    missed = [str(each.mutant) for each in judged if not each.caught_by]
    assert len(missed) <= len(judged) // 20, missed
