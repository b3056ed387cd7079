"""A holder's licences over the whole city: theirs by right, wherever they were issued."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.licences.tables import LicenceRegister, LicenceRow, LicenceVersionRow
from tongban.database import Scope, scoped
from tongban.errors import NotFound

MOST = 200
WHY = "holder's own licences"


def held_by(session: Session, holder_id: str, types: Collection[str] | None = None) -> list[LicenceRow]:
    """List what an applicant holds, the newest first; of these types where some are named."""
    entries = select(LicenceRegister.held_by, LicenceRegister.code).where(LicenceRegister.holder_id == holder_id)
    if types is not None:
        entries = entries.where(LicenceRegister.type.in_(sorted(types)))
    found = session.execute(entries.limit(MOST)).all()
    if not found:
        return []
    tenants, codes = {each.held_by for each in found}, [each.code for each in found]
    with scoped(Scope(tuple(sorted(tenants)), None, WHY)):
        mine = select(LicenceRow).where(LicenceRow.tenant_id.in_(tenants), LicenceRow.code.in_(codes))
        return list(session.scalars(mine.order_by(LicenceRow.issued_at.desc(), LicenceRow.code)))


def own_licence(session: Session, holder_id: str, code: str) -> LicenceRow:
    """Find a holder's own licence; another's looks like one that is not there (T2)."""
    entry = session.get(LicenceRegister, code.strip().upper())
    if entry is None or entry.holder_id != holder_id:
        raise NotFound("卡包里没有这份证照，请核对，或者用持证人的账号登录。")
    return kept(session, entry)


def kept(session: Session, entry: LicenceRegister) -> LicenceRow:
    """Give the licence of an entry of the register, from the tenant that keeps it."""
    with scoped(Scope((entry.held_by,), None, WHY)):
        return session.scalars(select(LicenceRow).where(LicenceRow.code == entry.code)).one()


def versions_of(session: Session, row: LicenceRow) -> list[LicenceVersionRow]:
    """List the versions of a licence, the newest first."""
    with scoped(Scope((row.tenant_id,), None, WHY)):
        asked = select(LicenceVersionRow).where(LicenceVersionRow.code == row.code)
        return list(session.scalars(asked.order_by(LicenceVersionRow.version.desc())))
