"""The bundles that come along: linted, proven at every tenant that offers them, with examples that come out so."""

from dataclasses import replace
from typing import Any

import pytest

from one_thing.language.library import Library, load_library
from one_thing.language.lint import lint_bundles
from one_thing.merging.saving import saving
from one_thing.proof.examples import answers_in, example_faults
from one_thing.proof.house import findings_at, merged_for, proof_findings, prove_at
from tongban.definitions import MemorySources
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
        examples = [each.data for each in library.source(name).examples]
        assert len(examples) >= 3
        assert max(len(each["chosen"]) for each in examples) >= 3
        assert len({tuple(each["chosen"]) for each in examples}) >= 3, "examples walk different paths"
        assert any(each.get("falls") or each.get("outcomes") for each in examples), "not everything is granted"


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
    proven = prove_at(library, name, "yuzhong")
    for document in library.source(name).examples:
        merged = merged_for(library, proven, document)
        found = saving(merged, answers_in(merged, document.data))
        assert found.together.applications == 1
        asked = len(merged.bundle.questions) if len(document.data["chosen"]) == 1 else 0  # one item shares with none
        assert found.together.fields <= (0.75 if found.apart.applications >= 3 else 1) * found.apart.fields + asked
        assert found.together.materials <= found.apart.materials
        assert found.together.visits <= found.apart.visits


@pytest.mark.row("B1")
@pytest.mark.parametrize(
    ("example", "said", "told"),
    [
        ("at-threshold", {"chosen": ["food"]}, "办理的事项应为 food，实际为 food、fire"),
        ("at-threshold", {"thresholds": {"fire_area": 301}}, "办理的事项应为 food、fire，实际为 food"),
        ("at-threshold", {"thresholds": {"fire": 300}}, "没有数值“fire”，可以写的有：fire_area"),
        ("at-threshold", {"answers": {"enterprise_uscc": "91000000MA7006612M"}}, "统一社会信用代码"),
        ("at-threshold", {"outcomes": [{"part": "tobacco", "outcome": "refused"}]}, "“tobacco”没有办理，不会有“不予”"),
        ("at-threshold", {"falls": ["food"]}, "不再办理的事项应为 food，实际为 无"),
    ],
)
def test_an_example_that_comes_out_otherwise_is_found(
    library: Library, example: str, said: dict[str, Any], told: str
) -> None:
    proven = prove_at(library, "open-restaurant", "yuzhong")
    document = next(each for each in proven.source.examples if each.path.endswith(f"/{example}.yaml"))
    answers = {**document.data["answers"], **said.get("answers", {})}
    wrong = replace(document, data={**document.data, **said, "answers": answers})
    found = list(example_faults(merged_for(library, proven, wrong), wrong))
    assert any(told in each.message for each in found), found
    assert all(each.code == "OT309" for each in found)


def test_a_tenants_own_offer_makes_no_example_wrong(library: Library) -> None:
    offers = "offers: {open-restaurant: {thresholds: {fire_area: 900}, without: [tobacco]}}"
    offered = load_library(library.workspace, over=MemorySources({"tenants/yuzhong/bundles.yaml": offers}))
    assert list(findings_at(offered, offered.source("open-restaurant"), "yuzhong")) == []
