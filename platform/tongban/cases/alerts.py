"""Tell a supervisor, and whose turn it is, once, of a limit that turns red, was missed, or was not explained (D3).

The moments are columns of the limits' rows, so looking costs what is to be told and not what is open. Rows that
another worker holds are passed over: it is telling them.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.alert_table import StaffAlertRow
from tongban.cases.register import case_of
from tongban.cases.standing import Measure, moved_in
from tongban.cases.tables import SEVERAL, CaseRow, DeadlineRow, TaskRow
from tongban.database import Scope, Sessions, scoped
from tongban.law.escalation import Level
from tongban.publishing.books import Books

log = structlog.get_logger()

SUPERVISOR = "supervisor"
PAGE = 50


def tell_due(sessions: Sessions, books: Books, now: datetime, *, batch: int = 200) -> int:
    """Tell everything that is to be told by now; returns how many limits were told of."""
    told = 0
    while found := _to_tell(sessions, now, batch):
        moved = sum(_tell(sessions, books, *each, now) for each in found)
        told += moved
        if moved == 0:  # others hold them
            break
    return told


def _to_tell(sessions: Sessions, now: datetime, limit: int) -> list[tuple[str, str, str]]:
    with scoped(Scope.everywhere("alerts")):
        asked = select(DeadlineRow.tenant_id, DeadlineRow.number, DeadlineRow.id).where(DeadlineRow.alert_at <= now)
        asked = asked.order_by(DeadlineRow.alert_at, DeadlineRow.number, DeadlineRow.id).limit(limit)
        found = [(tenant, number, limit_id) for tenant, number, limit_id in sessions().execute(asked)]
    sessions().rollback()
    return found


def _tell(sessions: Sessions, books: Books, tenant: str, number: str, limit_id: str, now: datetime) -> bool:
    session = sessions()
    try:
        with scoped(tenant):
            told = _tell_one(session, books, tenant, number, limit_id, now)
            session.commit()
    except Exception:
        session.rollback()
        log.exception("could not tell of a limit", tenant=tenant, case=number, deadline=limit_id)
        return False
    finally:
        sessions.remove()
    return told


def _tell_one(session: Session, books: Books, tenant: str, number: str, limit_id: str, now: datetime) -> bool:
    row = session.scalar(select(CaseRow).where(CaseRow.number == number).with_for_update(skip_locked=True))
    line = session.get(DeadlineRow, (tenant, number, limit_id))
    if row is None or line is None or line.alert_at is None or line.alert_at > now:
        return False  # held, moved or told meanwhile
    for role in _roles(session, row):
        if session.get(StaffAlertRow, (tenant, number, limit_id, line.alert_level, role)) is None:
            session.add(_alert(row, line, role, now))
    line.alerted = line.alert_level
    measure = Measure(books.calendar(tenant), books.rulebook(tenant))
    for name, value in moved_in(line, case_of(row).deadline(limit_id), measure).items():
        setattr(line, name, value)
    return True


def _roles(session: Session, row: CaseRow) -> list[str]:
    """Name who is told: the supervisor, and whoever has the work in hand."""
    if row.waits_for != SEVERAL:
        return [SUPERVISOR, *([row.waits_for] if row.waits_for else [])]
    open_ones = select(TaskRow.role).where(TaskRow.number == row.number, TaskRow.done_at.is_(None)).distinct()
    return [SUPERVISOR, *sorted(session.scalars(open_ones))]


def _alert(row: CaseRow, line: DeadlineRow, role: str, now: datetime) -> StaffAlertRow:
    return StaffAlertRow(
        tenant_id=row.tenant_id,
        number=row.number,
        deadline=line.id,
        level=line.alert_level,
        role=role,
        kind=line.kind,
        title=row.title,
        due_at=line.missed_at or line.due_at,
        raised_at=now,
    )


def alerts_for(session: Session, roles: Collection[str], *, seen: bool = False) -> list[StaffAlertRow]:
    """List what these roles of the tenant in scope were told, the newest first; what was seen only on request."""
    mine = select(StaffAlertRow).where(StaffAlertRow.role.in_(sorted(roles)))
    if not seen:
        mine = mine.where(StaffAlertRow.seen_at.is_(None))
    order = (StaffAlertRow.raised_at.desc(), StaffAlertRow.number, StaffAlertRow.deadline)
    return list(session.scalars(mine.order_by(*order).limit(PAGE)))


def mark_seen(
    session: Session, number: str, deadline: str, level: Level, roles: Collection[str], *, by: str, now: datetime
) -> int:
    """Note that somebody in one of these roles has taken notice; the row stays. Returns how many rows it was."""
    asked = select(StaffAlertRow).where(
        StaffAlertRow.number == number,
        StaffAlertRow.deadline == deadline,
        StaffAlertRow.level == level.value,
        StaffAlertRow.role.in_(sorted(roles)),
        StaffAlertRow.seen_at.is_(None),
    )
    rows = session.scalars(asked).all()
    for each in rows:
        each.seen_at, each.seen_by = now, by
    return len(rows)
