"""What stands in the databases of both sides, for tests that look from outside."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sichuan_chongqing.exchange.comparing import compare
from sichuan_chongqing.exchange.side import side_of
from sichuan_chongqing.exchange.tables import CaseRow, CustodyRow, IncomingRow, IntakeRow, OutgoingRow
from sichuan_chongqing.handling.book import load
from sichuan_chongqing.tests.two_sides import Installation
from tongban.cases.history import verify
from tongban.cases.tables import CaseRow as LocalCase
from tongban.cases.tables import DocumentRow, EventRow, FileRow, OutboxRow
from tongban.database import Scope, scoped

HORIZON = timedelta(hours=2)  # what is put off for longer is another day's work: an archive
_COUNTED = (OutgoingRow, IncomingRow, CaseRow, IntakeRow, LocalCase, EventRow, FileRow, OutboxRow)


def standing(side: Installation) -> list[Any]:
    """Tell what a deed may change: how much there is of each thing, and how far an intake has come."""
    with scoped(Scope.everywhere("test")):
        session = side.sessions()
        counted = [session.scalar(select(func.count()).select_from(table)) for table in _COUNTED]
        found = [*counted, *session.scalars(select(IntakeRow.state))]
    side.sessions.remove()
    return found


def left(side: Installation) -> int:
    """Count the effects that are still to be carried out soon."""
    with scoped(Scope.everywhere("test")):
        soon = OutboxRow.available_at <= side.clock() + HORIZON
        wanted = select(func.count()).select_from(OutboxRow).where(OutboxRow.done_at.is_(None), soon)
        found = side.sessions().scalar(wanted) or 0
    side.sessions.remove()
    return found


def told(side: Installation) -> dict[str, Any]:
    """Tell all that must agree between the two sides, and what must be whole on each."""
    with side.office() as office:
        ours, session = side_of(office), office.session
        party = next(iter(ours.partners))
        return {
            "compared": Counter(str(each.judgement) for each in compare(office, ours, party)),
            "sent": _messages(session, OutgoingRow),
            "received": _messages(session, IncomingRow),
            "waiting": _waiting(session),
            "stages": {row.item: row.stage for row in _all(session, CaseRow)},
            "numbers": {row.item: row.number for row in _all(session, CaseRow) if row.number},
            "local": {row.number: str(row.state) for row in _all(session, LocalCase)},
            "chains": [str(fault) for fault in verify(session, _all(session, LocalCase))],
            "hands": _hands(office, ours),
            "noted": {row.paper: row.holder for row in _all(session, CustodyRow)},
            "documents": [[row.case_number, row.title] for row in _all(session, DocumentRow)],
            "notices": _notices(session),
            "loose": Counter(row.material for row in _all(session, FileRow) if row.case_number is None),
            "faults": [row.error for row in _all(session, OutboxRow) if row.error],
        }


def _all(session: Session, table: Any) -> list[Any]:
    return list(session.scalars(select(table)))


def _messages(session: Session, table: Any) -> list[list[Any]]:
    wanted = select(table.case_id, table.sequence, table.kind, table.digest).order_by(table.case_id, table.sequence)
    return [list(each) for each in session.execute(wanted)]


def _waiting(session: Session) -> list[str]:
    """List what the other side has not kept, or has not taken in as we said it."""
    open_ones = [row for row in _all(session, OutgoingRow) if not row.kept_at]
    refused = [row for row in _all(session, OutgoingRow) if row.kind != "processed" and row.verdict != "done"]
    lying = [row for row in _all(session, IncomingRow) if not row.processed_at]
    return [f"{row.case_id} {row.kind} {row.words}" for row in (*open_ones, *refused, *lying)]


def _hands(office: Any, ours: Any) -> dict[str, list[str]]:
    """Tell through whose hands each paper went."""
    books = [load(office, ours, case) for case in office.session.scalars(select(CaseRow.id)).all()]
    papers = [paper for book in books for paper in book.opened[1].papers.values()]
    return {each.id: [holder.who for holder in each.holders] for each in papers}


def _notices(session: Session) -> list[list[str]]:
    """List the notices that were sent to the other side: their case, name and number."""
    sent = [row for row in _all(session, OutgoingRow) if row.kind == "notice.sent"]
    return [[row.case_id, row.data["body"]["name"], row.data["body"]["number"]] for row in sent]
