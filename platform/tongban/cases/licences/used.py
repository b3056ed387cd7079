"""The licences that stand for materials of a case, as they are now: who decides is told when one no longer holds.

A licence may be another tenant's: the case names it, the look is bounded to the tenants that it names, and it is
written into the lists of both (T2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.licences.standing import Standing, standing_of
from tongban.cases.licences.tables import LicenceRegister, LicenceRow
from tongban.database import Scope, scoped
from tongban.law import Case
from tongban.law.case import TakenFrom
from tongban.tenancy.audit import record


@dataclass(frozen=True, slots=True)
class Used:
    """A licence that was used in a case; `standing` None: it is not there any more."""

    material: str
    taken: TakenFrom
    standing: Standing | None
    changed: bool  # it has a newer version than the one that counted
    kept_by: str

    @property
    def holds(self) -> bool:
        return self.standing is not None and self.standing.in_force


def used_in(session: Session, case: Case, day: date) -> dict[str, Used]:
    """Give the licences of a case by material, in their present state; nothing is asked where none was used."""
    every = {each.id: each.taken_from for each in case.materials}
    taken = {material: each for material, each in every.items() if each is not None and each.kind == "licence"}
    if not taken:
        return {}
    entries = select(LicenceRegister).where(LicenceRegister.code.in_([each.code for each in taken.values()]))
    keepers = {each.code: each.held_by for each in session.scalars(entries)}
    rows: dict[str, LicenceRow] = {}
    if keepers:
        tenants = tuple(sorted(set(keepers.values())))
        with scoped(Scope(tenants, None, f"办件 {case.number} 使用的证照")):
            wanted = select(LicenceRow).where(LicenceRow.tenant_id.in_(tenants), LicenceRow.code.in_(keepers))
            rows = {each.code: each for each in session.scalars(wanted)}
    return {
        material: _used(material, each, rows.get(each.code), keepers.get(each.code, ""), day)
        for material, each in taken.items()
    }


def _used(material: str, taken: TakenFrom, row: LicenceRow | None, keeper: str, day: date) -> Used:
    if row is None:
        return Used(material, taken, None, changed=True, kept_by=keeper)
    return Used(material, taken, standing_of(row, day), changed=row.version != taken.version, kept_by=keeper)


def note_look(session: Session, case: Case, used: Used, *, tenant: str, by: str, now: datetime) -> None:
    """Write down, at both offices, that an office looked at a licence which another one keeps; the caller commits."""
    if used.kept_by in ("", tenant):
        return
    note = f"办件 {case.number} 以证照 {used.taken.number} 代替材料，查看证照现状。"
    for one in (used.kept_by, tenant):
        record(session, tenant=one, at=now, actor=by, action="licence.used", target=used.taken.code,
               allowed=True, note=note)  # fmt: skip
