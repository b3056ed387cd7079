"""Claim: a decision table gives each applicant one value: its rows neither overlap nor leave a gap."""

from __future__ import annotations

import z3

from tongban.assurance.prove.applicant import TableOf
from tongban.assurance.prove.codes import Findings
from tongban.assurance.prove.reach import Examination


def prove_tables(exam: Examination, findings: Findings) -> int:
    """Look at each row of each table; return how many rows."""
    for place, decided in enumerate(exam.applicant.tables[each.id] for each in exam.applicant.definition.tables):
        _overlaps(exam, place, decided, findings)
        if decided.table.otherwise is None:
            _gap(exam, place, decided, findings)
    return sum(len(each.rows) for each in exam.applicant.definition.tables)


def _overlaps(exam: Examination, place: int, decided: TableOf, findings: Findings) -> None:
    title = decided.table.title
    for number, hit in enumerate(decided.hits):
        later = list(enumerate(decided.hits))[number + 1 :]
        if exam.applicant.solver.ask(exam.valid(), hit, exam.applicant.solver.some(each for _, each in later)).no:
            continue
        for other, second in later:
            judged = exam.person(
                exam.valid(), hit, second, shows=f"决策表“{title}”第 {number + 1} 行和第 {other + 1} 行"
            )
            if judged is not None:
                message = f"决策表“{title}”的第 {number + 1} 行和第 {other + 1} 行重叠，同样的回答对应两行。"
                findings.add("TB306", ("tables", place, "rows", other), message, witness=judged.witness)


def _gap(exam: Examination, place: int, decided: TableOf, findings: Findings) -> None:
    missed = z3.And(decided.asked, *(exam.applicant.fails(row.when) for row in decided.table.rows))
    reply = exam.applicant.solver.ask(exam.valid(), missed)
    if reply.no:
        return
    title = decided.table.title
    judged = exam.person(exam.valid(), missed, shows=f"决策表“{title}”没有对应的行")
    if judged is None:
        exam.unsettled.append(f"决策表“{title}”有没有遗漏")
        return
    message = f"决策表“{title}”有遗漏：有的回答不对应任何一行，也没有写明 otherwise。"
    findings.add("TB307", ("tables", place), message, witness=judged.witness)
