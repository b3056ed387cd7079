"""The examples of every item, played on paper: they are the items' own tests (C7)."""

from __future__ import annotations

import pytest

from example_stage import EXAMPLES, WORKSPACE, name_of, played
from tongban.assurance import examples
from tongban.definitions import Workspace
from tongban.definitions.examples import Example


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_an_example_comes_out_as_it_says(example: Example) -> None:
    assert [str(each) for each in played(example).surprises] == []


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
