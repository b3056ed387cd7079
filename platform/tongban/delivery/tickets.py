"""Tell a person in the portal what happened to their ticket: one message an event (ORD §52)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.outbox import Effect
from tongban.cases.telling import Told, tell
from tongban.cases.tickets.tables import TicketEventRow, TicketRow
from tongban.delivery.desk import Desk
from tongban.errors import NotFound
from tongban.law.tickets import OUTCOME_NAMES, TicketOutcome


def tell_ticket(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Write the in-site message; its id is the ticket's and the event's, so a second run finds it there."""
    number, seq = str(effect.body["ticket"]), int(effect.body["seq"])
    key = f"{number}-{seq}"
    row = session.scalar(select(TicketRow).where(TicketRow.number == number))
    event = session.get(TicketEventRow, (effect.tenant, number, seq))
    if row is None or event is None:
        raise NotFound(f"没有工单“{number}”的第 {seq} 条记录。")
    if row.applicant_id is None:
        return
    told = Told(key, row.applicant_id, row.case_number or number, f"工单 {number}：{row.title}"[:200], _words(event))
    rulebook = desk.books.rulebook(effect.tenant)
    tell(session, effect.tenant, told, now, rulebook.quiet_hours, rulebook.timezone)


def _words(event: TicketEventRow) -> str:
    match event.kind:
        case "ticket_accepted.1":
            return "您反映的问题已经受理，办理进展可以在“我的反映”中查看。"
        case "ticket_extension_decided.1":
            granted = "已经批准延长办理期限" if event.body.get("granted") else "没有延长办理期限"
            return f"您反映的问题{granted}。{event.body.get('reason', '')}"
        case "ticket_person_told.1":
            return "您反映的问题已经答复，请到“我的反映”中查看；不满意的，可以要求重新办理一次。"
    outcome = OUTCOME_NAMES[TicketOutcome(event.body["outcome"])]
    where = f"请向{event.body['where_to_go']}反映。" if event.body.get("where_to_go") else ""
    reasons = f"{event.body['reasons']}" if event.body.get("reasons") else ""
    return f"您反映的问题已经办结：{outcome}。{reasons}{where}"
