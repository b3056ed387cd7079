"""Break a definition in many seeded ways and see whether the linter or the proof notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from random import Random

from tongban.assurance.mutate.places import told
from tongban.assurance.mutate.way import Broken, Way, all_ways
from tongban.assurance.mutate.workshop import Workshop
from tongban.assurance.prove import prove
from tongban.assurance.prove.house import examples_at
from tongban.calendars import WorkingCalendar
from tongban.definitions import Definition, DefinitionRefused, Workspace, compile_resolved
from tongban.definitions.lint import lint
from tongban.errors import TongbanError


@dataclass(frozen=True, slots=True)
class Mutant:
    """One break of one definition."""

    way: Way
    broken: Broken

    def __str__(self) -> str:
        return f"{self.way.name} {self.way.file}.{told(self.broken.place)}：{self.broken.told}"


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant and what caught it: lint or proof; empty where nothing did."""

    mutant: Mutant
    caught_by: str


def mutants(workshop: Workshop, seed: int, count: int) -> tuple[Mutant, ...]:
    """Choose breaks by seed, of every way in turn, so that no way outweighs the others."""
    chance = Random(f"{seed}/{workshop.item}")  # noqa: S311 -- a choice, not a secret
    rows = []
    for way in all_ways().values():
        if way.file in workshop.files:
            row = [Mutant(way, each) for each in way.breaks(workshop.files[way.file][1])]
            chance.shuffle(row)
            rows.append(row)
    in_turn = (each for turn in zip_longest(*rows) for each in turn if each is not None)
    return tuple(_first(in_turn, count))


def judge(workshop: Workshop, mutant: Mutant, calendar: WorkingCalendar, before: frozenset[str]) -> Judged:
    """Say what notices a break; `before` is what is found of the definition as it is."""
    workspace = workshop.workspace(mutant.way.file, mutant.broken.data)
    for name, notices in (("lint", _lint), ("proof", _proof)):
        if not before.issuperset(notices(workspace, workshop, calendar)):
            return Judged(mutant, name)
    return Judged(mutant, "")


def found_before(workshop: Workshop, calendar: WorkingCalendar) -> frozenset[str]:
    """Give what is found of the definition as it is, so that only what is new counts."""
    workspace = workshop.workspace()
    return frozenset(each for notices in (_lint, _proof) for each in notices(workspace, workshop, calendar))


def _lint(workspace: Workspace, workshop: Workshop, _calendar: WorkingCalendar) -> Iterable[str]:
    found = [f"{each.code} {each.message}" for each in lint(workspace, (workshop.item,), tenants=(workshop.tenant,))]
    if workshop.item not in workspace.items or workshop.tenant not in workspace.claimants(workshop.item):
        found.append("absent")
    return found


def _proof(workspace: Workspace, workshop: Workshop, calendar: WorkingCalendar) -> Iterable[str]:
    definition = _definition(workspace, workshop)
    rulebook = workspace.rulebook(workshop.tenant)
    if definition is None or rulebook is None:
        return ("not compiled",)
    examples = examples_at(workspace, workshop.item, workshop.tenant)
    proof = prove(definition, rulebook, calendar, examples=examples)
    return [f"{each.code} {each.message}" for each in proof.findings]


def _definition(workspace: Workspace, workshop: Workshop) -> Definition | None:
    try:
        return compile_resolved(workspace.resolve(workshop.item, workshop.tenant).data)
    except (DefinitionRefused, TongbanError):
        return None


def _first(found: Iterator[Mutant], count: int) -> Iterator[Mutant]:
    for _number, each in zip(range(count), found, strict=False):
        yield each
