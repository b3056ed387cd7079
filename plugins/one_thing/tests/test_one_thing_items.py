"""What bundles ask of their items, beside the core's own rules."""

from __future__ import annotations

import pytest

from one_thing.items.online_part import RULE
from tongban.definitions import MemorySources, lint, load_workspace
from tongban.definitions.lint.sample import sample_texts
from tongban.publishing.plugged import definitions_at, started
from tongban.settings import REPOSITORY


@pytest.mark.row("B1", part="items that are parts")
@pytest.mark.parametrize(("sample", "found"), [("failing", True), ("passing", False)])
def test_a_part_that_cannot_be_applied_for_online_is_told(sample: str, found: bool) -> None:
    started(REPOSITORY)  # enters the plugin's rules beside the core's
    workspace = load_workspace(MemorySources(sample_texts(getattr(RULE, sample))))
    codes = {each.code for each in lint(workspace)}
    assert ("OT201" in codes) is found


def test_the_parts_of_the_repositorys_bundles_can_be_applied_for_online() -> None:
    found = [each for each in lint(load_workspace(definitions_at(REPOSITORY))) if each.code == "OT201"]
    assert found == []
