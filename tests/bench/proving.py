"""Prove a definition of sixty fields, beside the questions alone: one bare question to the solver for each element."""

from __future__ import annotations

import sys
import time

from bench.figures import Figure
from tongban.assurance.prove import prove
from tongban.assurance.prove.applicant import SymbolicApplicant
from tongban.assurance.prove.elements import elements_of
from tongban.calendars import WorkingCalendar, calendar_from_texts
from tongban.definitions import Definition, FolderSources, MemorySources, compile_resolved, load_workspace
from tongban.definitions.lint.rule import Sample
from tongban.definitions.lint.sample import sample_texts
from tongban.definitions.rulebook import Rulebook
from tongban.settings import REPOSITORY

FIELDS = 60
AIM = "≤ 2 s for 60 fields"
_FORM = "form:\n  - section: applicant\n    title: 申请人信息\n    fields:\n      - use: person.name\n"


def sixty(fields: int = FIELDS) -> tuple[Definition, Rulebook, WorkingCalendar]:
    """Make a definition in which every field hangs on those before it."""
    lines = [f"      - {{id: f{n}, label: 第{n}项, {_kind(n)}\n" for n in range(fields)]
    house = FolderSources(REPOSITORY)
    lent = [path for path in house.paths() if path.startswith("item_defs/_shared/notices/")]
    texts = sample_texts(Sample(item=_FORM + "".join(lines) + "materials: []\n"))
    rulebook = "tenants/chongqing/rulebook.yaml"
    texts |= {path: house.read(path) for path in (*lent, rulebook)}
    workspace = load_workspace(MemorySources(texts))
    used = workspace.rulebook("yunyang")
    assert used is not None
    folder = "item_defs/_shared/calendars/"
    calendar = calendar_from_texts({path: house.read(path) for path in house.paths() if path.startswith(folder)})
    return compile_resolved(workspace.resolve("occupy-road", "yunyang").data), used, calendar


def _kind(n: int) -> str:
    kinds = (
        "type: yes_no}",
        f"type: number, min: 1, max: 1000, when: f{n - 1}}}",
        f"type: choice, choices: {{a: 甲, b: 乙, c: 丙}}, when: f{n - 1} >= {n % 900 + 1}}}",
        f'type: text, when: f{n - 1} == "b" || f{n - 2} > 500}}',
        "type: date}",
    )
    return kinds[n % 5]


def figure() -> Figure:
    """Measure both in this process, the solver loaded before the clock starts."""
    definition, rulebook, calendar = sixty()
    prove(definition, rulebook, calendar)
    begun = time.perf_counter()
    proof = prove(definition, rulebook, calendar)
    ours = time.perf_counter() - begun
    assert proof.holds
    begun = time.perf_counter()
    applicant = SymbolicApplicant(definition, (calendar.covered_from, calendar.covered_until))
    for each in elements_of(applicant):
        applicant.solver.ask(applicant.all_rules(), each.when)
    return Figure(ours, time.perf_counter() - begun, "s", AIM)


if __name__ == "__main__":
    measured = figure()
    sys.stdout.write(f"prove_60: {measured.ours:.2f} s, the questions alone {measured.floor:.2f} s ({AIM})\n")
