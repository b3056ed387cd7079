"""Find cases: by number across the city, by applicant, and the count of days of one (D5)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from tongban.cases.tables import CaseRegister, CaseRow
from tongban.database import Scope, scoped
from tongban.errors import NotFound
from tongban.law import Case, Explanation, case_from_json, explain
from tongban.publishing.books import Books


def case_row(session: Session, number: str) -> CaseRow:
    """Find a case wherever in the city it is. For the platform's own commands; pages ask within a scope."""
    entry = session.get(CaseRegister, number.strip().upper())
    if entry is None:
        raise NotFound(f"没有找到办件“{number}”，请核对编号。")
    with scoped(entry.held_by):
        return session.scalars(select(CaseRow).where(CaseRow.number == entry.number)).one()


def own_case(session: Session, applicant_id: str, number: str) -> CaseRow:
    """Find an applicant's own case; another's looks the same as one that is not there (T2)."""
    entry = session.get(CaseRegister, number.strip().upper())
    if entry is None or entry.applicant_id != applicant_id:
        raise NotFound(f"没有找到办件“{number}”，请核对编号，或者用申请时的账号登录。")
    with scoped(entry.held_by):
        return session.scalars(select(CaseRow).where(CaseRow.number == entry.number)).one()


def own_cases(
    session: Session, applicant_id: str, limit: int = 100, *, after: tuple[datetime, str] | None = None
) -> list[CaseRow]:
    """List an applicant's cases over the whole city, newest first: theirs by right, wherever they were handed in.

    `after` is the moment of opening and the number of the last case of the page before.
    """
    entries = select(CaseRegister.held_by).where(CaseRegister.applicant_id == applicant_id).distinct()
    tenants = tuple(session.scalars(entries))
    if not tenants:
        return []
    with scoped(Scope(tenants, None, "applicant's own cases")):
        mine = select(CaseRow).where(CaseRow.applicant_id == applicant_id)
        if after is not None:
            opened_at, number = after
            earlier = and_(CaseRow.opened_at == opened_at, CaseRow.number < number)
            mine = mine.where(or_(CaseRow.opened_at < opened_at, earlier))
        return list(session.scalars(mine.order_by(CaseRow.opened_at.desc(), CaseRow.number.desc()).limit(limit)))


def case_in_scope(session: Session, number: str) -> CaseRow:
    """Find a case of the tenant whose scope this is; any other is not there (T2)."""
    row = session.scalar(select(CaseRow).where(CaseRow.number == number.strip().upper()))
    if row is None:
        raise NotFound(f"没有找到办件“{number}”，或者它不属于您的单位。")
    return row


def case_of(row: CaseRow) -> Case:
    return case_from_json(row.snapshot)


def explanations(books: Books, row: CaseRow) -> list[Explanation]:
    """Explain every limit of a case, day by day, from the code that computed it (D5)."""
    rulebook, calendar = books.rulebook(row.tenant_id), books.calendar(row.tenant_id)
    return [explain(each, calendar, rulebook) for each in case_of(row).deadlines]
