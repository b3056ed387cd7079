"""The bundles that come along: linted, proven at every tenant that offers them, with examples that come out so."""

import pytest

from one_thing.language.library import Library, load_library
from one_thing.language.lint import lint_bundles
from one_thing.merging.saving import saving
from one_thing.proof.examples import answers_in
from one_thing.proof.house import merged_at, proof_findings, prove_at
from tongban.publishing.books import Shelf
from tongban.publishing.plugged import definitions_at
from tongban.settings import REPOSITORY

REAL = {
    "newborn",
    "open-restaurant",
    "open-company",
    "close-company",
    "retirement",
    "disability",
    "after-death",
    "second-hand-house",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(Shelf(definitions_at(REPOSITORY)).workspace)


@pytest.mark.row("B1")
@pytest.mark.article("7 §22")
def test_eight_real_bundles_are_offered_linted_and_proven_with_examples(library: Library) -> None:
    assert set(library.bundles) >= REAL
    assert lint_bundles(library) == ()
    assert list(proof_findings(library)) == []
    for name in REAL:
        assert library.tenants_offering(name)
        assert library.source(name).examples


@pytest.mark.row("B1")
@pytest.mark.parametrize("name", sorted(REAL))
def test_each_bundle_goes_over_several_departments_and_all_its_situations_were_seen(
    library: Library, name: str
) -> None:
    proven = prove_at(library, name, "yuzhong")
    offices = {each.definition.authority.name for each in proven.merged.takings}
    assert len(offices) >= 2
    assert proven.proof.exact
    assert {each.clock for each, _ in proven.proof.durations} == {"promise", "statutory"}


@pytest.mark.row("B2")
@pytest.mark.parametrize("name", sorted(REAL))
def test_each_example_spares_the_applicant_more_than_half_of_the_applications_and_many_fields(
    library: Library, name: str
) -> None:
    merged = merged_at(library, name, "yuzhong")
    for document in library.source(name).examples:
        found = saving(merged, answers_in(merged, document.data))
        assert found.together.applications == 1
        assert found.apart.applications >= 3
        assert found.together.fields <= 0.75 * found.apart.fields
        assert found.together.materials <= found.apart.materials
        assert found.together.visits <= found.apart.visits
