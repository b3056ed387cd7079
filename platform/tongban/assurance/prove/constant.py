"""Claim: no condition always holds. One that does reads like a distinction and makes none."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from tongban.assurance.prove.applicant import Names
from tongban.assurance.prove.codes import Findings
from tongban.assurance.prove.elements import Path
from tongban.assurance.prove.reach import Examination
from tongban.assurance.prove.solver import Term
from tongban.assurance.prove.symbols import Parts
from tongban.conditions import ALWAYS, NEVER, Expression
from tongban.forms import Standing


def prove_conditions(exam: Examination, findings: Findings) -> int:
    """Look for an applicant to whom each condition does not apply, where its question arises at all."""
    listed = [each for each in _conditions(exam) if each[3] not in (ALWAYS, NEVER)]
    for title, where, around, condition in listed:
        if any(_differs(each.standing, where, condition) for each in exam.found):
            continue
        holds = exam.applicant.holds(condition, _names(exam, where))
        if exam.applicant.solver.ask(exam.unchecked(), around, z3.Not(holds)).no:
            told = exam.teller.condition(condition)
            findings.add("TB308", where, f"{title}的条件（{told}）总是成立。")
    return len(listed)


def _differs(standing: Standing, where: Path, condition: Expression) -> bool:
    """Say at once where an applicant is known to whom a condition does not apply; sections may hide what is in them."""
    return where[0] != "form" and not standing.holds(condition)


def _names(exam: Examination, where: Path) -> Names | None:
    """Give the names as a row sees them, where the condition is a column's."""
    if "columns" not in where:
        return None
    number, place = int(where[1]), int(where[3])
    return exam.applicant.row_names(exam.applicant.definition.sections[number].fields[place].id)


def _conditions(exam: Examination) -> Iterator[tuple[str, Path, Term, Expression]]:
    definition, shown, always = exam.applicant.definition, exam.applicant.shown, exam.applicant.solver.truth(True)
    for place, question in enumerate(definition.situation):
        yield f"问题“{question.ask}”", ("situation", place, "when"), always, question.when
    for number, section in enumerate(definition.sections):
        yield f"表单部分“{section.title}”", ("form", number, "when"), always, section.when
        for place, field in enumerate(section.fields):
            where: Path = ("form", number, "fields", place, "when")
            yield f"字段“{field.label}”", where, shown[f"section:{section.id}"], field.when
            for column, cell in enumerate(field.columns):
                row = exam.applicant.row_names(field.id)["row"]
                assert isinstance(row, Parts)
                title = f"表格“{field.label}”的“{cell.label}”"
                yield title, ("form", number, "fields", place, "columns", column, "when"), row.known, cell.when
    for place, check in enumerate(definition.checks):
        yield f"核对规则“{check.id}”", ("checks", place, "when"), always, check.when
    for place, material in enumerate(definition.materials):
        yield f"材料“{material.name}”", ("materials", place, "when"), always, material.when
    for place, step in enumerate(definition.process):
        yield f"环节“{step.name}”", ("process", place, "when"), always, step.when
