"""The record of broken promises: written with the case, read at hand-in, repaired by a supervisor (ORD §31)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from tongban.cases.promises.tables import BrokenPromiseRow
from tongban.database import Plain
from tongban.errors import NotFound, TongbanError
from tongban.law import Actor, Case, CommitmentRevoked, Event, LaterMissed

KINDS = {LaterMissed: "later_materials", CommitmentRevoked: "commitment"}
ARTICLE = "ORD §31"

# every hand-in asks it
_BROKEN = Plain(
    select(func.count()).where(
        BrokenPromiseRow.applicant_id == bindparam("applicant"), BrokenPromiseRow.repaired_at.is_(None)
    )
)


def note_broken(session: Session, case: Case, events: Iterable[Event]) -> None:
    """Write down what of these events is a broken promise; once for a case and kind."""
    for event in events:
        kind = KINDS.get(type(event))
        if kind is not None and session.get(BrokenPromiseRow, (case.number, kind)) is None:
            session.add(
                BrokenPromiseRow(
                    number=case.number,
                    kind=kind,
                    applicant_id=case.applicant.id,
                    held_by=case.tenant,
                    broken_at=event.at,
                    repair="",
                )
            )


def broken_by(session: Session, applicant: str) -> int:
    """Count an applicant's broken promises that are not repaired, wherever in the city."""
    return int(_BROKEN.ask(session, applicant=applicant).scalar_one())


def broken_promises(session: Session, tenant: str, most: int = 100) -> list[BrokenPromiseRow]:
    """List those of a body's cases, the newest first."""
    rows = select(BrokenPromiseRow).where(BrokenPromiseRow.held_by == tenant)
    return list(session.scalars(rows.order_by(BrokenPromiseRow.broken_at.desc()).limit(most)))


def repair(session: Session, tenant: str, number: str, kind: str, by: Actor, reason: str, now: datetime) -> None:
    """Take a broken promise off the record, with the reason; the row itself stays. The caller commits."""
    if not reason.strip():
        raise TongbanError("信用修复应当写明依据和理由。", article=ARTICLE)
    row = session.get(BrokenPromiseRow, (number, kind), with_for_update=True)
    if row is None or row.held_by != tenant:
        raise NotFound("没有这条未履行承诺的记录。")
    if row.repaired_at is not None:
        raise TongbanError("这条记录已经修复，不需要再次修复。", article=ARTICLE)
    row.repaired_at, row.repaired_by, row.repair = now, by.name, reason.strip()
