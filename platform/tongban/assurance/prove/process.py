"""Claim: a case can always finish: every place leads to a decision without anybody having to give up, or be late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import networkx as nx
import z3

from tongban.assurance.prove.acts import BACK, LEAVING
from tongban.assurance.prove.codes import Findings
from tongban.assurance.prove.elements import Path as Where
from tongban.assurance.prove.reach import Examination
from tongban.assurance.prove.walk import START, Place, Walk, outcomes
from tongban.law import CaseOutcome, State

_OUTCOMES = {
    CaseOutcome.GRANTED: "准予",
    CaseOutcome.REFUSED: "不予",
    CaseOutcome.NOT_ACCEPTED: "不予受理",
    CaseOutcome.WITHDRAWN: "撤回",
    CaseOutcome.DEEMED_WITHDRAWN: "视为撤回",
}
_STATES = {
    State.SUBMITTED: "已收件",
    State.SUPPLEMENTING: "等待补正",
    State.ACCEPTED: "已受理",
    State.DECIDED: "已决定",
}


def prove_order(exam: Examination, findings: Findings) -> None:
    """Look at the order of steps: one decision that everybody reaches, nothing after it, groups that meet before it."""
    process = exam.applicant.definition.process
    deciding = [place for place, step in enumerate(process) if step.decides]
    if not deciding:
        findings.add("TB321", ("process",), "办理流程没有决定环节，办件永远得不到决定。")
        return
    for place, step in enumerate(process):
        if place > deciding[0]:
            name = process[deciding[0]].name
            findings.add("TB322", ("process", place), f"环节“{step.name}”排在决定环节“{name}”之后，永远走不到。")
    _groups(exam, findings)


def _groups(exam: Examination, findings: Findings) -> None:
    definition, solver = exam.applicant.definition, exam.applicant.solver
    for group in definition.groups:
        members = [each for each in definition.process if each.together == group.id]
        lead = next((each for each in members if each.id == group.lead), None)
        others = [each for each in members if each is not lead]
        deciding = next((each for each in members if each.decides), None)
        if deciding is not None and deciding is not lead:
            where: Where = ("process", definition.process.index(deciding))
            findings.add("TB326", where, f"并联“{group.name}”里的“{deciding.name}”不等其他环节办完就作决定。")
        if lead is None or not others:
            continue
        alone = z3.And(
            solver.some(exam.applicant.holds(each.when) for each in others), z3.Not(exam.applicant.holds(lead.when))
        )
        reply = solver.ask(exam.valid(), alone)
        if not lead.decides and not reply.no:
            judged = exam.person(exam.valid(), alone, shows=f"并联“{group.name}”没有牵头环节的申请")
            message = f"有的情形下，并联“{group.name}”的其他环节要办，牵头环节“{lead.name}”却被跳过。"
            witness = judged.witness if judged is not None else None
            findings.add("TB326", ("process", definition.process.index(lead)), message, witness=witness)


def prove_process(exam: Examination, walks: tuple[Walk, ...], findings: Findings) -> int:
    """Look at the graph of each walk; return over how many places."""
    told: set[str] = set()
    for each in walks:
        if not each.complete:
            exam.unsettled.append("环节太多，办件可能所处的状态没有走完")
        _stuck(exam, each, findings, told)
        _meeting(exam, each, findings, told)
    missing = [name for outcome, name in _expected(exam) if outcome.value not in outcomes(walks)]
    if walks and missing and not told:
        findings.add("TB320", ("process",), f"没有任何一条路径会得到这样的结果：{'、'.join(missing)}。")
    return sum(len(each.cases) for each in walks)


def _expected(exam: Examination) -> Iterator[tuple[CaseOutcome, str]]:
    """Give the outcomes that a case must be able to come to; offices among themselves have but a decision (36 §15)."""
    for outcome, name in _OUTCOMES.items():
        if not exam.applicant.definition.internal or outcome in (CaseOutcome.GRANTED, CaseOutcome.REFUSED):
            yield outcome, name


def _stuck(exam: Examination, done: Walk, findings: Findings, told: set[str]) -> None:
    """Find places from which neither the office nor the applicant's own doing leads to a decision."""
    going_on = nx.DiGraph()
    going_on.add_nodes_from(done.cases)
    going_on.add_edges_from(
        (one, other) for one, other, act in done.graph.edges(data="act") if act not in LEAVING | BACK
    )
    decided = [place for place, case in done.cases.items() if case.decision is not None]
    good = set(decided).union(*(nx.ancestors(going_on, each) for each in decided))
    if START not in done.graph:
        _say(exam, done, START, findings, told)
    for place, case in done.cases.items():
        if place not in good and (case.outcome is None) and not _leads_to_stuck(going_on, place, good):
            _say(exam, done, place, findings, told)


def _leads_to_stuck(graph: nx.DiGraph, place: Place, good: set[Place]) -> bool:
    """Say whether a place only leads on to another that is stuck, which is the one to be told."""
    return any(each not in good and each != place for each in graph.successors(place))


def _say(exam: Examination, done: Walk, place: Place, findings: Findings, told: set[str]) -> None:
    definition, case = exam.applicant.definition, done.cases.get(place)
    names = "”“".join(definition.step(each).name for each in case.open_steps) if case else ""
    state = _STATES.get(case.state, "") if case else "提交申请"
    reasons = dict.fromkeys(
        refusal.message for act, refusal in done.refused.get(place, []) if act.name not in LEAVING | BACK
    )
    why = "".join(reasons) or "没有岗位可以办理。"
    message = f"办件在“{state}{f'：{names}' if names else ''}”时走不下去：{why}"
    if message in told:
        return
    told.add(message)
    paused = case is not None and any(definition.step(each).special_procedure is not None for each in case.open_steps)
    steps = [each.id for each in definition.process]
    where: Where = ("process", steps.index(case.open_steps[0])) if case and case.open_steps else ("process",)
    findings.add("TB325" if paused else "TB320", where, message, witness=done.path.judged.witness)


def _meeting(exam: Examination, done: Walk, findings: Findings, told: set[str]) -> None:
    """Find decisions that were made while a step of the path was not done."""
    for case in done.cases.values():
        if case.decision is None:
            continue
        finished = {each.step for each in case.steps_done}
        left = [each for each in case.steps if each not in finished]
        if left and "meet" not in told and not _after_the_decision(exam, left):
            told.add("meet")
            names = "、".join(f"“{exam.applicant.definition.step(each).name}”" for each in left)
            message = f"{names}还没有办完，就可以作出决定。"
            findings.add("TB326", ("process",), message, witness=done.path.judged.witness)


def _after_the_decision(exam: Examination, steps: Iterable[str]) -> bool:
    """Say whether these steps are written after the decision, which has been told (TB322)."""
    order = [each.id for each in exam.applicant.definition.process]
    deciding = next(place for place, each in enumerate(exam.applicant.definition.process) if each.decides)
    return all(order.index(each) > deciding for each in steps)
