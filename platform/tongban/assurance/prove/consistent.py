"""Claim: every check can be met, no two rules force opposite values, and each check and obligation does something."""

from __future__ import annotations

from itertools import combinations

import z3

from tongban.assurance.prove.applicant import SymbolicApplicant
from tongban.assurance.prove.codes import Cause, Findings
from tongban.assurance.prove.elements import Path
from tongban.assurance.prove.reach import Examination
from tongban.assurance.prove.solver import Term
from tongban.conditions import ALWAYS, NEVER, UNKNOWN, Expression, evaluate
from tongban.conditions.tree import Node, Not, Or
from tongban.definitions.model import Check
from tongban.forms import Standing, all_sections


def prove_consistent(exam: Examination, findings: Findings) -> int:
    """Look at each check, each pair of checks and each obligation; return how many."""
    checks = exam.applicant.definition.checks
    meetable = [check for place, check in enumerate(checks) if _check(exam, check, place, findings)]
    pairs = [(one, other) for one, other in combinations(meetable, 2) if not _met_together(exam, one, other)]
    for one, other in pairs:
        _pair(exam, one, other, findings)
    obligations = tuple(_obligations(exam.applicant))
    for title, where, around, required in obligations:
        _obligation(exam, title, where, around, required, findings)
    return len(checks) + len(obligations)


def _check(exam: Examination, check: Check, place: int, findings: Findings) -> bool:
    """Say whether a check applies to somebody and can be met."""
    solver, applicant, where = exam.applicant.solver, exam.applicant, ("checks", place)
    rules, applies = exam.unchecked(), applicant.applies(check)
    if (idle := solver.ask(rules, applies)).no:
        told = exam.teller.excluding(solver.least_core(idle.core, applies))
        findings.add("TB309", where, f"核对规则“{check.id}”永远核对不到任何申请。{told}")
        return False
    failing = applicant.failing(check)
    if solver.ask(rules, failing).no:
        told = exam.teller.condition(check.holds)
        findings.add("TB309", where, f"核对规则“{check.id}”（{told}）总是成立，拦不住任何申请。")
        return True
    met = z3.And(applies, z3.Not(failing))
    if (never := solver.ask(rules, met)).no:
        core = solver.least_core(never.core, met)
        told, cause = exam.teller.excluding(core), Cause((*core, f"check:{check.id}"), (applies,))
        witness = exam.refused(cause.core, failing, shows=f"核对规则“{check.id}”拦住的申请")
        message = f"核对规则“{check.id}”（{exam.teller.condition(check.holds)}）永远不能满足。{told}"
        findings.add("TB304", where, message, witness=witness, cause=cause)
        return False
    return True


def _met_together(exam: Examination, one: Check, other: Check) -> bool:
    """Say whether some applicant found before meets both, and neither by an exception that both make."""
    if one.each or other.each:
        return False
    outside = [Expression("", each) for each in _exceptions(one, other)]
    return any(
        _is_held(each.standing, one)
        and _is_held(each.standing, other)
        and all(evaluate(exception, each.standing.values) is False for exception in outside)
        for each in exam.found
    )


def _is_held(standing: Standing, check: Check) -> bool:
    return standing.holds(check.when) and evaluate(check.holds, standing.values) is not UNKNOWN


def _exceptions(one: Check, other: Check) -> tuple[Node, ...]:
    """Give what satisfies both checks at once, `purpose != "works" || …` in both: they ask for something outside it."""
    if one.each != other.each or not isinstance(one.holds.tree, Or) or not isinstance(other.holds.tree, Or):
        return ()
    return tuple(each for each in one.holds.tree.parts if each in other.holds.tree.parts)


def _pair(exam: Examination, one: Check, other: Check, findings: Findings) -> None:
    applicant, solver, exceptions = exam.applicant, exam.applicant.solver, _exceptions(one, other)
    names = applicant.row_names(one.each) if one.each else applicant.names
    outside = [applicant.fails(Expression("", each), names) for each in exceptions]
    both = z3.And(applicant.applies(one), applicant.applies(other), *outside)
    if not solver.ask(exam.unchecked(), both).yes:
        return
    asked = (f"check:{one.id}", f"check:{other.id}")
    reply = solver.ask((*exam.unchecked(), *asked), both)
    if reply.no:
        core = solver.least_core(reply.core, both)
        cause = Cause(tuple(dict.fromkeys((*core, *asked))), (both,))
        witness = exam.refused(cause.core, both, shows=f"核对规则“{one.id}”与“{other.id}”都要核对的申请")
        when = _when(exam, one, other, exceptions)
        message = f"{when}，核对规则“{one.id}”与“{other.id}”要求相反，没有申请能够通过。{exam.teller.excluding(core)}"
        place = applicant.definition.checks.index(other)
        findings.add("TB305", ("checks", place), message, witness=witness, cause=cause)


def _when(exam: Examination, one: Check, other: Check, exceptions: tuple[Node, ...]) -> str:
    """Tell when both checks apply: their own conditions, no exception, and what they name is shown."""
    named = one.holds.names() | other.holds.names()
    conditions = [one.when, other.when, *(Expression("", Not(each)) for each in exceptions)]
    for section in all_sections(exam.applicant.definition):
        shown = [field for field in section.fields if field.id in named]
        conditions += [section.when] * bool(shown) + [field.when for field in shown]
    told = dict.fromkeys(exam.teller.condition(each) for each in conditions if each != ALWAYS)
    return f"{'，并且'.join(told)}时" if told else "任何情形下"


def _obligations(applicant: SymbolicApplicant) -> list[tuple[str, Path, Term, Expression]]:
    """List what is obligatory only sometimes: title, place, when it is there at all, when it is obligatory."""
    definition = applicant.definition
    found: list[tuple[str, Path, Term, Expression]] = []
    for number, section in enumerate(definition.sections):
        for place, field in enumerate(section.fields):
            where: Path = ("form", number, "fields", place)
            found.append((f"字段“{field.label}”", where, applicant.shown[field.id], field.required))
    for place, material in enumerate(definition.materials):
        there = applicant.holds(material.when)
        found.append((f"材料“{material.name}”", ("materials", place), there, material.required))
    return [each for each in found if each[3] not in (ALWAYS, NEVER)]


def _obligation(
    exam: Examination, title: str, where: Path, around: Term, required: Expression, findings: Findings
) -> None:
    solver, rules = exam.applicant.solver, exam.unchecked()
    obliged = exam.applicant.holds(required)
    told = exam.teller.condition(required)
    if (never := solver.ask(rules, around, obliged)).no:
        if solver.ask(rules, obliged).yes and solver.ask(rules, around).yes:
            core = exam.teller.excluding(solver.least_core(never.core, around, obliged))
            findings.add("TB305", where, f"{title}在{told}时必填，而那时它恰好不出现。{core}")
        else:
            findings.add("TB310", where, f"{title}的必填条件（{told}）永远不成立。")
    elif solver.ask(rules, around, z3.Not(obliged)).no:
        findings.add("TB308", where, f"{title}的必填条件（{told}）总是成立。", hint="请删去 required。")
