"""Tell the applicant that a document is there: one message a document and channel, however often this runs (N3)."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.outbox import Effect
from tongban.cases.tables import CaseRow, DocumentRow
from tongban.cases.telling import Told, tell
from tongban.delivery.desk import Desk
from tongban.errors import NotFound


def tell_applicant(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Write the message within the site and order the others; its id is the document's code, so it is done once."""
    code = str(effect.body["code"])
    row = session.get(DocumentRow, (effect.tenant, code))
    if row is None:
        raise NotFound(f"没有文书“{code}”。")
    case = session.scalars(select(CaseRow).where(CaseRow.number == row.case_number)).one()
    rulebook = desk.books.rulebook(effect.tenant)
    tell(session, effect.tenant, _told(row, case), now, rulebook.quiet_hours, rulebook.timezone)


def _told(row: DocumentRow, case: CaseRow) -> Told:
    return Told(
        id=row.code,
        person=case.applicant_id,
        case_number=case.number,
        title=f"{row.title}（{case.title}）"[:200],
        body=f"您的办件 {case.number} 有一份新文书：{row.title}，文号 {row.number}。请在“我的办件”中查看。",
        document=row.code,
        event=_event(row),
    )


def _event(row: DocumentRow) -> str:
    """Tell a tenant's own system what is there, not what it says: it reads the notice by the API, with its rights."""
    told = {
        "event": "notice.issued",
        "case": row.case_number,
        "document": row.code,
        "kind": row.kind,
        "number": row.number,
        "issued_at": row.issued_at.isoformat(),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
