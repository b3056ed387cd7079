"""See that a change left nothing behind: no row, account, number or code without somebody who answers for it (T6)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tongban.cases.handing_over.plugin_rows import kept_tables
from tongban.cases.handing_over.rows import STAYS, owned_tables
from tongban.cases.tables import CaseRegister, CaseRow, DocumentRow, OutboxRow, VerificationRow
from tongban.database import Scope, scoped
from tongban.tenancy.accounts import StaffUser
from tongban.tenancy.tables import TenantRow


def orphans(session: Session) -> list[str]:
    """List in words what belongs to nobody; looks through every tenant-owned table of the whole instance."""
    tenants = {row.id: row for row in session.scalars(select(TenantRow))}
    ended = {each.id for each in tenants.values() if each.ended is not None}
    with scoped(Scope.everywhere("nothing is orphaned")):
        return [*_rows(session, set(tenants), ended), *_people(session, tenants, ended), *_lists(session)]


def _rows(session: Session, known: set[str], ended: set[str]) -> Iterator[str]:
    for table in (*owned_tables(), *kept_tables(session)):
        asked = select(table.tenant_id, func.count()).group_by(table.tenant_id)
        if table is OutboxRow:
            asked = asked.where(OutboxRow.done_at.is_(None))
        for tenant, number in session.execute(asked):
            if tenant not in known and tenant != "-":
                yield f"{table.__tablename__}：{number} 行属于不存在的租户“{tenant}”"
            elif tenant in ended and table not in STAYS:
                yield f"{table.__tablename__}：{number} 行仍属于已经撤销的“{tenant}”"


def _people(session: Session, tenants: dict[str, TenantRow], ended: set[str]) -> Iterator[str]:
    for name, at in session.execute(select(StaffUser.username, StaffUser.tenant_id)):
        if at and (at in ended or at not in tenants):
            yield f"工作人员“{name}”仍属于“{at}”"
    for row in tenants.values():
        if row.parent_id in ended and row.id not in ended:
            yield f"“{row.name}”的上级“{row.parent_id}”已经撤销"


def _lists(session: Session) -> Iterator[str]:
    """Hold the city-wide lists against the rows that they point to."""
    where = (CaseRow.number == CaseRegister.number) & (CaseRow.tenant_id == CaseRegister.held_by)
    lost = select(CaseRegister.number).where(~select(CaseRow.number).where(where).exists())
    yield from (f"办件编号“{number}”查不到办件" for number in session.scalars(lost))
    held = (DocumentRow.code == VerificationRow.code) & (DocumentRow.tenant_id == VerificationRow.held_by)
    gone = select(VerificationRow.code).where(~select(DocumentRow.code).where(held).exists())
    yield from (f"验真码“{code}”查不到文书" for code in session.scalars(gone))
