"""Tell the applicant that a document is there: one message a document and channel, however often this runs (N3)."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.outbox import Effect
from tongban.cases.tables import CaseRow, DocumentRow
from tongban.cases.telling import Told, tell
from tongban.cases.tickets.tables import TicketRow
from tongban.delivery.desk import Desk
from tongban.errors import NotFound


def tell_applicant(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Write the message within the site and order the others; its id is the document's code, so it is done once."""
    code = str(effect.body["code"])
    row = session.get(DocumentRow, (effect.tenant, code))
    if row is None:
        raise NotFound(f"没有文书“{code}”。")
    told = _of_a_case(session, row) or _of_a_ticket(session, row)
    if told is None:  # brought without an account: the notice is read by the query code, or handed over
        return
    rulebook = desk.books.rulebook(effect.tenant)
    tell(session, effect.tenant, told, now, rulebook.quiet_hours, rulebook.timezone)


def _of_a_case(session: Session, row: DocumentRow) -> Told | None:
    case = session.scalar(select(CaseRow).where(CaseRow.number == row.case_number))
    if case is None:
        return None
    return Told(
        id=row.code,
        person=case.applicant_id,
        case_number=case.number,
        title=f"{row.title}（{case.title}）"[:200],
        body=f"您的办件 {case.number} 有一份新文书：{row.title}，文号 {row.number}。请在“我的办件”中查看。",
        document=row.code,
        event=_event(row),
    )


def _of_a_ticket(session: Session, row: DocumentRow) -> Told | None:
    ticket = session.scalars(select(TicketRow).where(TicketRow.number == row.case_number)).one()
    if ticket.applicant_id is None:
        return None
    return Told(
        id=row.code,
        person=ticket.applicant_id,
        case_number=ticket.case_number or ticket.number,
        title=f"{row.title}（{ticket.title}）"[:200],
        body=f"您反映的问题 {ticket.number} 已经答复：{row.title}，文号 {row.number}。"
        "请在“我的反映”中查看，对答复有异议的，办法写在文书里。",
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
