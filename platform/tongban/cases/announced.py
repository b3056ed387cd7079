"""Results delivered by announcement, while the announcement runs: the only notices that name somebody in public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from tongban.cases.tables import CaseRow, DeadlineRow, DocumentRow
from tongban.law import DeadlineKind

KIND = "announcement_of_delivery"
MOST = 50


@dataclass(frozen=True, slots=True)
class Announced:
    """One announcement: to whom, of what, until when; `code` leads to its words."""

    code: str
    number: str
    addressee: str
    item: str
    issued_at: datetime
    ends_at: datetime | None


def announced_now(session: Session, tenant: str) -> list[Announced]:
    """List the announcements of the tenant in scope whose time is not over, the newest first.

    What has ended is taken down: the person was named only because nothing else reached them (335 §26).
    """
    limit = and_(
        DeadlineRow.tenant_id == DocumentRow.tenant_id,
        DeadlineRow.number == DocumentRow.case_number,
        DeadlineRow.kind == DeadlineKind.ANNOUNCEMENT.value,
        DeadlineRow.is_open.is_(True),
    )
    case = and_(CaseRow.tenant_id == DocumentRow.tenant_id, CaseRow.number == DocumentRow.case_number)
    asked = select(DocumentRow, DeadlineRow.due_at, CaseRow).join(DeadlineRow, limit).join(CaseRow, case)
    mine = asked.where(DocumentRow.tenant_id == tenant, DocumentRow.numbered_by == tenant, DocumentRow.kind == KIND)
    rows = session.execute(mine.order_by(DocumentRow.year.desc(), DocumentRow.serial.desc()).limit(MOST))
    return [
        Announced(row.code, row.number, case.applicant_name, case.title, row.issued_at, due) for row, due, case in rows
    ]
