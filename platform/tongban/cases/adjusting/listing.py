"""Lists of adjustments, and of the claims of each over the city: who has published, who is overdue (36 §21; 7 §6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from tongban.cases.adjusting.parties import ADJUSTED, party_of, party_of_adjustment
from tongban.cases.register import case_of, own_cases
from tongban.cases.tables import CaseRegister, CaseRow
from tongban.database import Scope, scoped
from tongban.publishing.internal import ADJUSTMENT, id_of

MOST = 100


@dataclass(frozen=True, slots=True)
class Claimed:
    """How far one body is with its claim. `late` once its limit has ended undone, also where it was done after that."""

    tenant: str
    number: str
    due: datetime | None
    done_at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One adjustment in a list, with the claims that follow it."""

    row: CaseRow
    claims: tuple[Claimed, ...]

    @property
    def late(self) -> bool:
        return any(each.late for each in self.claims)


def adjustments(session: Session, root: str, now: datetime, most: int = MOST) -> list[Adjustment]:
    """List a city's adjustments, the newest first; its scope is entered, the claims are read by grant."""
    newest = select(CaseRow.number).where(CaseRow.tenant_id == root, CaseRow.item == id_of(ADJUSTMENT))
    newest = newest.order_by(CaseRow.opened_at.desc(), CaseRow.number.desc()).limit(most)
    with_bodies = (
        select(CaseRow, CaseRegister.held_by)
        .outerjoin(CaseRegister, CaseRegister.applicant_id == literal(ADJUSTED) + CaseRow.number)
        .where(CaseRow.tenant_id == root, CaseRow.number.in_(newest))
        .order_by(CaseRow.opened_at.desc(), CaseRow.number.desc())
    )
    found = session.execute(with_bodies).all()
    rows = tuple(dict.fromkeys(row for row, _body in found))
    return _with_claims(session, rows, now, tuple({body for _row, body in found if body}))


def own_adjustments(session: Session, department: str, now: datetime) -> list[Adjustment]:
    """List what a department has proposed, wherever it is: theirs by right."""
    rows = [row for row in own_cases(session, party_of(department)) if row.item == id_of(ADJUSTMENT)]
    return _with_claims(session, rows, now, _bodies(session, [row.number for row in rows]))


def claims_of(session: Session, number: str, now: datetime) -> tuple[Claimed, ...]:
    """List the claims of one adjustment."""
    return _claims(session, [number], now, _bodies(session, [number])).get(party_of_adjustment(number), ())


def _bodies(session: Session, numbers: Sequence[str]) -> tuple[str, ...]:
    """List the bodies that have a claim of one of these adjustments."""
    parties = [party_of_adjustment(each) for each in numbers]
    return tuple(session.scalars(select(CaseRegister.held_by).where(CaseRegister.applicant_id.in_(parties)).distinct()))


def _with_claims(
    session: Session, rows: Sequence[CaseRow], now: datetime, tenants: tuple[str, ...]
) -> list[Adjustment]:
    found = _claims(session, [row.number for row in rows], now, tenants)
    return [Adjustment(row, found.get(party_of_adjustment(row.number), ())) for row in rows]


def _claims(
    session: Session, numbers: Sequence[str], now: datetime, tenants: tuple[str, ...]
) -> dict[str, tuple[Claimed, ...]]:
    """Read the claims of these adjustments at the bodies that have them, in one query however many they are."""
    parties = [party_of_adjustment(each) for each in numbers]
    if not tenants:
        return {}
    with scoped(Scope(tenants, None, "claims of an adjustment")):
        rows = session.scalars(select(CaseRow).where(CaseRow.applicant_id.in_(parties)).order_by(CaseRow.tenant_id))
        found: dict[str, list[Claimed]] = {}
        for row in rows:
            found.setdefault(row.applicant_id, []).append(_claimed(row, now))
    return {party: tuple(each) for party, each in found.items()}


def _claimed(row: CaseRow, now: datetime) -> Claimed:
    missed = any(each.missed_at is not None for each in case_of(row).deadlines)
    late = missed or (row.due_at is not None and now > row.due_at)
    return Claimed(row.tenant_id, row.number, row.due_at, row.closed_at, late)
