"""Make checkpoints: of each tenant whose cases or audit list have moved since the last one. Costs what has moved."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tongban.cases.checkpoints.content import FIRST, digest_of, root_of
from tongban.cases.checkpoints.key import AuditKey
from tongban.cases.checkpoints.tables import CheckpointRow
from tongban.cases.tables import CaseRow, EventRow
from tongban.database import Scope, Sessions, scoped
from tongban.tenancy.tables import AuditRow

log = structlog.get_logger()

MOST = 1000  # heads, or entries, of one checkpoint; what is more goes into the next
EVERY = timedelta(hours=1)
#: entries are dated before they are committed, so a look goes back a little and leaves out what it has
OVERLAP = timedelta(minutes=15)


def checkpoint_all(sessions: Sessions, key: AuditKey, now: datetime, *, every: timedelta = EVERY) -> int:
    """Make the checkpoints that are due; returns how many. Of two workers at once, one makes each."""
    made = 0
    for tenant in _moved(sessions):
        try:
            with scoped(tenant):
                if _is_due(sessions(), now, every):
                    while make_checkpoint(sessions(), tenant, key, now) is not None:
                        sessions().commit()
                        made += 1
        except IntegrityError:  # another worker was first
            log.info("checkpoint made elsewhere", tenant=tenant)
        finally:
            sessions.remove()
    return made


def _moved(sessions: Sessions) -> list[str]:
    with scoped(Scope.everywhere("audit checkpoint")):
        asked = select(CaseRow.tenant_id).where(CaseRow.revision > CaseRow.checkpointed).distinct()
        found = list(sessions().scalars(asked.order_by(CaseRow.tenant_id)))
    sessions().rollback()
    return found


def _is_due(session: Session, now: datetime, every: timedelta) -> bool:
    last = _last(session)
    return last is None or last.at + every <= now


def _last(session: Session) -> CheckpointRow | None:
    return session.scalars(select(CheckpointRow).order_by(CheckpointRow.serial.desc()).limit(1)).one_or_none()


def make_checkpoint(session: Session, tenant: str, key: AuditKey, now: datetime) -> CheckpointRow | None:
    """Sign where the tenant's moved cases and new audit entries stand; None where nothing has moved.

    The caller is in the tenant's scope, and commits.
    """
    last = _last(session)
    heads, entries = _heads(session), _entries(session, last)
    if not heads and not entries:
        return None
    serial, previous = (last.serial + 1, last.root) if last else (1, FIRST)
    root = root_of(tenant, serial, now, previous, heads, entries)
    public, signature = key.sign(root)
    row = CheckpointRow(
        tenant_id=tenant,
        serial=serial,
        at=now,
        heads=heads,
        entries=entries,
        previous=previous,
        root=root,
        key=public,
        signature=signature,
    )
    session.add(row)
    session.flush()
    for number, seq, _hash in heads:
        session.execute(
            update(CaseRow).where(CaseRow.number == number).values(checkpointed=seq),
            execution_options={"synchronize_session": False},
        )
    return row


def _heads(session: Session) -> list[list[object]]:
    same = (EventRow.tenant_id == CaseRow.tenant_id, EventRow.number == CaseRow.number)
    asked = select(CaseRow.number, CaseRow.revision, EventRow.hash)
    asked = asked.where(*same, EventRow.seq == CaseRow.revision, CaseRow.revision > CaseRow.checkpointed)
    return [list(row) for row in session.execute(asked.order_by(CaseRow.number).limit(MOST))]


def _entries(session: Session, last: CheckpointRow | None) -> list[list[object]]:
    asked = select(AuditRow).order_by(AuditRow.at, AuditRow.id)
    known: set[str] = set()
    if last is not None:
        since = last.at - OVERLAP
        asked = asked.where(AuditRow.at > since)
        recent = select(CheckpointRow.entries).where(CheckpointRow.at > since - OVERLAP)
        known = {entry for entries in session.scalars(recent) for entry, _digest in entries}
    rows = session.scalars(asked.limit(MOST + len(known)))
    found: list[list[object]] = [[each.id, digest_of(each)] for each in rows if each.id not in known]
    return found[:MOST]
