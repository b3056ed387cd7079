"""The paths through the process: each set of steps that the answers of some valid applicant lead to."""

from __future__ import annotations

from dataclasses import dataclass

import z3

from tongban.assurance.prove.concrete import Judged
from tongban.assurance.prove.reach import Examination
from tongban.assurance.prove.solver import Term
from tongban.conditions import ALWAYS
from tongban.law import applicable

MOST_PATHS = 64


@dataclass(frozen=True, slots=True)
class Path:
    """The stages that apply to a witness, as the law itself works them out; those of one stage run together."""

    stages: tuple[tuple[str, ...], ...]
    judged: Judged

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(step for stage in self.stages for step in stage)


def paths_of(exam: Examination) -> tuple[Path, ...]:
    """List the paths, each with an applicant who takes it; more than are looked at is left unsettled."""
    switches = _switches(exam)
    found: dict[tuple[tuple[str, ...], ...], Path] = {}
    blocked: list[Term] = []
    while True:
        reply = exam.applicant.solver.show(exam.valid(), *blocked)
        if reply.no:
            break
        if not reply.yes or len(blocked) >= MOST_PATHS:
            exam.unsettled.append(f"前 {len(blocked)} 条以外的办理路径")
            break
        chosen = [
            each if z3.is_true(reply.model.eval(each, model_completion=True)) else z3.Not(each) for each in switches
        ]
        _take(exam, chosen, found)
        blocked.append(z3.Not(exam.applicant.solver.every(chosen)))
    return tuple(found.values())


def _switches(exam: Examination) -> list[Term]:
    """Give the conditions of steps as terms, each once."""
    conditional = (each.when for each in exam.applicant.definition.process if not each.decides and each.when != ALWAYS)
    return [exam.applicant.holds(each) for each in dict.fromkeys(conditional)]


def _take(exam: Examination, chosen: list[Term], found: dict[tuple[tuple[str, ...], ...], Path]) -> None:
    judged = exam.person(exam.valid(), *chosen)
    if judged is None or not judged.valid:
        exam.unsettled.append("一条办理路径的申请人")
        return
    stages = applicable.stages(exam.applicant.definition, judged.standing.values)
    found.setdefault(stages, Path(stages, judged))
