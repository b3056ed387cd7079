"""Claim and publish by one button: the publication and the end of the case are one transaction (7 §6)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tongban.cases.adjusting.following import change_of, in_effect_at_last
from tongban.cases.adjusting.reading import adjustment_of, day_of, proposal_of, start_of, task_of
from tongban.cases.door import Done, act
from tongban.cases.tables import CaseRow
from tongban.database import scoped
from tongban.law import Actor, Refusal
from tongban.law.commands import Grant
from tongban.publishing.adjusting import Ahead, proposed_shelf, rehearse, take_up
from tongban.publishing.books import Books
from tongban.publishing.checking import Checked

CLAIMED = "已经认领发布。"
CLAIMED_AHEAD = "已经认领，到生效日期自动发布。"


def refusals_of(session: Session, books: Books, row: CaseRow, now: datetime) -> tuple[Checked, ...]:
    """Work out what would be published, with all that stands against it; nothing is written."""
    ahead = _ahead(session, books, row, now)
    return rehearse(session, books, row.tenant_id, task_of(row), now=now, ahead=ahead)


def claim(session: Session, books: Books, row: CaseRow, actor: Actor, now: datetime) -> Done | Refusal:
    """Claim what a case asks for; the caller is in the body's scope, holds the row and commits.

    Raises PublicationRefused with the findings where the body's own part is still wanting.
    """
    ahead = _ahead(session, books, row, now)
    if ahead is None:
        adjustment = adjustment_of(session, row, lock=True)
        with scoped(adjustment.tenant_id):
            in_effect_at_last(session, books, adjustment, now)
    task, change = task_of(row), change_of(row)
    take_up(session, books, row.tenant_id, task, by=actor.name, now=now, change=change, ahead=ahead)
    return act(session, books, row.number, Grant(actor, CLAIMED_AHEAD if ahead else CLAIMED), now)


def _ahead(session: Session, books: Books, row: CaseRow, now: datetime) -> Ahead | None:
    """Give the sources as they will be on the adjustment's day; None once that day has come."""
    adjustment = adjustment_of(session, row)
    proposal = proposal_of(session, adjustment)
    day = day_of(books, adjustment, proposal)
    ready = start_of(books, row.tenant_id, day)
    return Ahead(proposed_shelf(books, proposal, day), ready) if now < ready else None
