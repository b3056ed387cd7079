"""The examples of bundles at real doors: every one begins as it says, and ends as it says."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from one_thing.tests.bundle_city import BundleCity

#: in the daily run those are played to their end that do not end with grants alone
NIGHTLY = "TONGBAN_NIGHTLY" in os.environ


def examples(here: BundleCity) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for bundle in here.library.offered("yuzhong"):
        for document in here.library.source(bundle).examples:
            yield bundle, document.path.rsplit("/", 1)[-1].removesuffix(".yaml"), document.data


def played_to_its_end(here: BundleCity, number: str, outcomes: Mapping[str, str]) -> dict[str, str]:
    """Decide every part as soon as it is open, as the example says."""
    for _ in here.parts(number):
        for part, row in here.parts(number).items():
            if row.state == "open":
                (here.refuse if outcomes.get(part) == "refused" else here.grant)(row)
        here.work()
    return here.states(number)


@pytest.mark.row("B3")
@pytest.mark.article("335 §24")
def test_every_example_begins_and_ends_at_real_doors_as_it_says(here: BundleCity) -> None:
    for bundle, name, said in examples(here):
        here.tenant = "yunyang" if "thresholds" in said else "yuzhong"  # 云阳 has set its own
        number = here.hand_in(bundle, name).number
        states = here.states(number)
        assert [part for part, state in states.items() if state == "open"] == list(said["first"]), (bundle, name)
        assert list(states) == list(said["chosen"]), (bundle, name)
        if not NIGHTLY and "outcomes" not in said:
            continue
        outcomes = {each["part"]: each["outcome"] for each in said.get("outcomes", ())}
        fallen = dict.fromkeys(said.get("falls", ()), "fallen")
        assert played_to_its_end(here, number, outcomes) == {
            part: outcomes.get(part, fallen.get(part, "granted")) for part in states
        }, (bundle, name)
        assert here.bundle(number).state == "finished"
