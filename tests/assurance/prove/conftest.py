"""A small item that holds in every claim; a test lays one fault over it and proves again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from tongban import forms
from tongban.assurance.prove import Proof, Witness, prove
from tongban.calendars import WorkingCalendar, calendar_from_texts
from tongban.definitions import Definition, FolderSources, MemorySources, compile_resolved, load_workspace
from tongban.definitions.lint.rule import Sample
from tongban.definitions.lint.sample import sample_texts
from tongban.definitions.rulebook import Rulebook
from tongban.settings import REPOSITORY

HOUSE = FolderSources(REPOSITORY)
NOTICES = {path: HOUSE.read(path) for path in HOUSE.paths() if path.startswith("item_defs/_shared/notices/")}
RULEBOOK = {"tenants/chongqing/rulebook.yaml": HOUSE.read("tenants/chongqing/rulebook.yaml")}


@dataclass(frozen=True)
class Tried:
    """A definition with its proof."""

    definition: Definition
    proof: Proof

    def codes(self) -> list[str]:
        return [each.code for each in self.proof.findings]

    def message(self, code: str) -> str:
        return next(each.message for each in self.proof.findings if each.code == code)

    def line(self, code: str) -> int:
        return next(each.line for each in self.proof.findings if each.code == code)

    def witness(self, code: str) -> Witness | None:
        return next(each.witness for each in self.proof.found if each.finding.code == code)

    def certified(self) -> set[str]:
        return {each.claim.value for each in self.proof.certificates}

    def faults(self, witness: Witness) -> list[str]:
        """Hold a witness against the real form engine."""
        answers = forms.written(self.definition, {**witness.situation, **witness.answers})
        answers[forms.APPLICANT_KIND] = witness.applicant
        found = forms.check(self.definition, answers, witness.materials, witness.on)
        return [each.message for each in found if each.code != "missing_may_follow"]


@pytest.fixture(scope="session")
def calendar() -> WorkingCalendar:
    folder = "item_defs/_shared/calendars/"
    return calendar_from_texts({path: HOUSE.read(path) for path in HOUSE.paths() if path.startswith(folder)})


@pytest.fixture(scope="session")
def made(calendar):
    """Compile the small item with keys, files and claim laid over it."""

    def make(
        item: str = "", claim: str = "", files: Mapping[str, str] | None = None
    ) -> tuple[Definition, Rulebook, object]:
        texts = {**sample_texts(Sample(item=item, claim=claim)), **NOTICES, **RULEBOOK, **(files or {})}
        workspace = load_workspace(MemorySources(texts))
        assert [each for each in workspace.findings if each.is_error] == []
        resolved = workspace.resolve("occupy-road", "yunyang")
        rulebook = workspace.rulebook("yunyang")
        assert rulebook is not None
        return compile_resolved(resolved.data), rulebook, resolved.origin

    return make


@pytest.fixture(scope="session")
def tried(made, calendar):
    """Prove the small item with something laid over it."""

    def try_it(
        item: str = "",
        claim: str = "",
        files: Mapping[str, str] | None = None,
        staffing: Mapping[str, int] | None = None,
    ) -> Tried:
        definition, rulebook, origins = made(item, claim, files)
        return Tried(definition, prove(definition, rulebook, calendar, staffing=staffing, origins=origins))

    return try_it


@pytest.fixture(scope="session")
def tried_as(calendar):
    """Prove a definition that was made by hand, which no file could say."""

    def try_it(definition: Definition, rulebook: Rulebook) -> Tried:
        return Tried(definition, prove(definition, rulebook, calendar))

    return try_it
