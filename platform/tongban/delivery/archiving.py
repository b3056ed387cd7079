"""Pack a closed case some time after its end, when its last notices are long sealed and read (E5)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.archiving import make_archive
from tongban.cases.outbox import Effect
from tongban.cases.tables import CaseRow
from tongban.delivery.desk import Desk
from tongban.publishing.memory import definition


def archive_case(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Make the archive; one that is there and whole is left alone, so this may run twice."""
    number = str(effect.body["case"])
    row = session.scalar(select(CaseRow).where(CaseRow.number == number).with_for_update())
    if row is None or row.closed_at is None or desk.audit is None:
        return  # handed over to another body meanwhile, which packs it itself
    described = definition(session, row.definition_hash)
    rulebook, calendar = desk.books.rulebook_at(row.tenant_id, row.opened_at), desk.books.calendar(row.tenant_id)
    make_archive(session, desk.files, desk.audit, row, described, rulebook, calendar, now)
