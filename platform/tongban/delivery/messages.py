"""Tell the applicant in the portal that a document is there: one message a document, however often this runs (N3)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.outbox import Effect
from tongban.cases.tables import CaseRow, DocumentRow, MessageRow
from tongban.delivery.desk import Desk
from tongban.errors import NotFound


def tell_applicant(session: Session, _desk: Desk, effect: Effect, now: datetime) -> None:
    """Write the in-site message; its id is the document's code, so a second run finds it there."""
    code = str(effect.body["code"])
    if session.get(MessageRow, (effect.tenant, code)) is not None:
        return
    row = session.get(DocumentRow, (effect.tenant, code))
    if row is None:
        raise NotFound(f"没有文书“{code}”。")
    case = session.scalars(select(CaseRow).where(CaseRow.number == row.case_number)).one()
    session.add(
        MessageRow(
            tenant_id=effect.tenant,
            id=code,
            applicant_id=case.applicant_id,
            case_number=case.number,
            document_code=code,
            title=f"{row.title}（{case.title}）",
            body=f"您的办件 {case.number} 有一份新文书：{row.title}，文号 {row.number}。",
            sent_at=now,
        )
    )
