"""Opinions across tenants: who can be asked, what waits at the asked department's desk, and its answer (335 §24; L9).

The case stays its office's. The row of the request, in the asked department's own rows, is the grant by which that desk
reads this one case and answers it; each look and each answer is written into both bodies' lists (T2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from tongban.cases.opinion_table import OpinionRow
from tongban.cases.register import case_in_scope
from tongban.cases.tables import CaseRow
from tongban.database import Scope, current_scope, scoped
from tongban.definitions.tenants import TenantSpec
from tongban.errors import NotFound, TongbanError
from tongban.law import Case, DeadlineKind, Opinion, State
from tongban.publishing.books import Books
from tongban.tenancy.audit import record

MOST = 200
_OPEN = select(OpinionRow).where(OpinionRow.tenant_id == bindparam("tenant"), OpinionRow.closed_at.is_(None))
_OPEN = _OPEN.order_by(OpinionRow.due_at, OpinionRow.number).limit(MOST)


def departments(books: Books, tenant: str) -> tuple[TenantSpec, ...]:
    """List the departments of the same city that can be asked, by name."""
    tenants = books.workspace.tenants

    def root(each: TenantSpec) -> str:
        return root(tenants[each.parent]) if each.parent else each.id

    here = root(tenants[tenant])
    found = (each for each in tenants.values() if each.kind == "department" and each.id != tenant)
    there = (each for each in found if not each.listed and each.ended is None and root(each) == here)
    return tuple(sorted(there, key=lambda each: each.name))


def department_named(books: Books, tenant: str, name: str) -> TenantSpec | None:
    """Find the department of the same city that goes by a name; None where it is not on the platform."""
    if tenant not in books.workspace.tenants:
        return None
    return next((each for each in departments(books, tenant) if name in (each.id, each.name, *each.aliases)), None)


def tell_departments(session: Session, row: CaseRow, case: Case, office: str) -> None:
    """Bring the requests at the asked departments' desks into line with the case; each in its own scope."""
    if not case.opinions:
        return
    session.flush()  # what is the case's own goes out in its own scope
    for each in case.opinions:
        with scoped(each.department):
            line = session.get(OpinionRow, (each.department, case.number, each.id))
            if line is None:
                line = _line(each, case, row, office)
                session.add(line)
            _follow(line, each, case)
            session.flush()


def _line(opinion: Opinion, case: Case, row: CaseRow, office: str) -> OpinionRow:
    return OpinionRow(
        tenant_id=opinion.department,
        number=case.number,
        id=opinion.id,
        asker=office,
        title=row.title,
        question=opinion.question,
        asked_at=opinion.asked_at,
    )


def _follow(line: OpinionRow, opinion: Opinion, case: Case) -> None:
    limit = next(each for each in case.deadlines if (each.kind, each.subject) == (DeadlineKind.OPINION, opinion.id))
    line.asked_by, line.due_at = case.tenant, limit.due
    if opinion.reply is not None:
        line.closed_at = opinion.reply.at
        line.answer = "silent" if opinion.reply.silent else "objects" if opinion.reply.objects else "agrees"
    elif case.state is not State.ACCEPTED:
        line.closed_at, line.answer = limit.ended_at, "void"


def waiting_at(session: Session, tenant: str) -> list[OpinionRow]:
    """List what a department is asked and has not answered, the earliest limit first."""
    return list(session.scalars(_OPEN, {"tenant": tenant}))


@dataclass(frozen=True, slots=True)
class Asked:
    """One request with the case that it is about, read within its grant."""

    request: OpinionRow
    row: CaseRow


def grant(request: OpinionRow) -> Scope:
    """Give the scope of the grant: the rows of the office that asks, by name of the case (T2)."""
    return Scope((request.asked_by,), request.asked_by, f"征求意见：{request.number} → {request.tenant_id}")


def request_of(session: Session, tenant: str, number: str, opinion: str, *, by: str, now: datetime) -> Asked:
    """Find a request to one's own department with its case, and write into both bodies' lists that somebody looked."""
    scope = current_scope()
    if scope is None or scope.writes != tenant:
        raise TongbanError("只能在本单位的范围内查看征求意见。")
    request = session.get(OpinionRow, (tenant, number.strip().upper(), opinion))
    if request is None:
        raise NotFound(f"没有就办件“{number}”征求您单位的意见。")
    for one in (request.asked_by, tenant):
        note = f"就办件 {request.number} 征求意见，{request.asker}。"
        record(
            session, tenant=one, at=now, actor=by, action="case.opinion", target=request.number, allowed=True, note=note
        )
    with scoped(grant(request)):
        return Asked(request, case_in_scope(session, request.number))


__all__ = [
    "Asked",
    "department_named",
    "departments",
    "grant",
    "request_of",
    "tell_departments",
    "waiting_at",
]
