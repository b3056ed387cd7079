"""The examples of every item, played on paper: they are the items' own tests (C7)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tongban.assurance import examples, play, stage_of
from tongban.calendars import WorkingCalendar, calendar_from_folder
from tongban.definitions import FolderSources, Workspace, load_workspace
from tongban.definitions.examples import Example

ROOT = Path(__file__).parents[2]
WORKSPACE = load_workspace(FolderSources(ROOT))


@pytest.fixture(scope="session")
def calendar() -> WorkingCalendar:
    return calendar_from_folder(ROOT / "item_defs" / "_shared" / "calendars")


@pytest.mark.parametrize("example", examples(WORKSPACE), ids=lambda each: f"{each.item}/{each.name}")
def test_an_example_comes_out_as_it_says(example: Example, calendar: WorkingCalendar) -> None:
    tenant = stage_of(WORKSPACE, example)
    rulebook = WORKSPACE.rulebook(tenant)
    assert rulebook is not None
    played = play(example, WORKSPACE.definition(example.item, tenant), rulebook, calendar)
    assert [str(each) for each in played.surprises] == []


@pytest.mark.row("C2")
def test_every_item_has_a_grant_a_supplement_and_an_end_without_grant() -> None:
    lacking = [item for item in WORKSPACE.items if not _complete(WORKSPACE, item)]
    assert lacking == []


def _complete(workspace: Workspace, item: str) -> bool:
    told = examples(workspace, item)
    granted = any(each.expect.outcome == "granted" for each in told)
    supplemented = any(deed.do == "request_supplement" for each in told for deed in each.then)
    ended = any(each.expect.outcome not in {None, "granted"} for each in told)
    return granted and supplemented and ended
