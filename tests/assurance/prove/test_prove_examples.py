"""An example that comes out otherwise than its author said is found, and told at its own file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tongban.assurance.prove import Claim, prove
from tongban.assurance.prove.house import examples_at
from tongban.calendars import calendar_from_folder
from tongban.definitions import FolderSources, compile_resolved, load_workspace

ROOT = Path(__file__).parents[3]


@pytest.mark.row("C7", part="examples")
def test_examples_that_come_out_as_they_say_are_certified_and_others_found() -> None:
    workspace = load_workspace(FolderSources(ROOT))
    calendar = calendar_from_folder(ROOT / "item_defs" / "_shared" / "calendars")
    rulebook = workspace.rulebook("yunyang")
    assert rulebook is not None
    definition = compile_resolved(workspace.resolve("elderly-allowance", "yunyang").data)
    examples = examples_at(workspace, "elderly-allowance", "yunyang")
    assert examples

    proof = prove(definition, rulebook, calendar, examples=examples)
    assert proof.findings == ()
    assert Claim.EXAMPLES in {each.claim for each in proof.certificates}

    wrong = replace(examples[0], expect=replace(examples[0].expect, outcome="withdrawn"))
    proof = prove(definition, rulebook, calendar, examples=(wrong,))
    assert [(each.code, each.path) for each in proof.findings] == [("TB341", wrong.path)]
    assert proof.holds, "it is told, and stops nobody whose own limits differ"
    assert Claim.EXAMPLES not in {each.claim for each in proof.certificates}
