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
from tongban.publishing.adjusting import proposed_shelf, rehearse, take_up
from tongban.publishing.books import Books, Shelf
from tongban.publishing.checking import Checked, PublicationRefused

CLAIMED = "已经认领发布。"
CLAIMED_AHEAD = "已经认领，到生效日期自动发布。"


def refusals_of(session: Session, books: Books, claim: CaseRow, now: datetime) -> tuple[Checked, ...]:
    """Work out what would be published, with all that stands against it; nothing is written."""
    shelf, _ahead = _shelf(session, books, claim, now)
    return rehearse(session, books, shelf, claim.tenant_id, task_of(claim))


def claim(session: Session, books: Books, row: CaseRow, actor: Actor, now: datetime) -> Done | Refusal:
    """Claim what a case asks for; the caller is in the body's scope, holds the row and commits.

    Raises PublicationRefused with the findings where the body's own part is still wanting.
    """
    adjustment = adjustment_of(session, row)
    ready = start_of(books, row.tenant_id, day_of(books, adjustment, proposal_of(session, adjustment)))
    if now < ready:
        checked = refusals_of(session, books, row, now)
        if errors := dict.fromkeys(error for each in checked for error in each.errors):
            raise PublicationRefused("、".join(each.item for each in checked if each.errors), row.tenant_id, errors)
        return act(session, books, row.number, Grant(actor, CLAIMED_AHEAD), now)
    with scoped(adjustment.tenant_id):
        in_effect_at_last(session, books, adjustment_of(session, row, lock=True), now)
    take_up(session, books, row.tenant_id, task_of(row), by=actor.name, now=now, change=change_of(row))
    return act(session, books, row.number, Grant(actor, CLAIMED), now)


def _shelf(session: Session, books: Books, claim: CaseRow, now: datetime) -> tuple[Shelf, bool]:
    """Give the shelf by which a claim is judged: as it is, or as it will be on the adjustment's day."""
    adjustment = adjustment_of(session, claim)
    proposal = proposal_of(session, adjustment)
    day = day_of(books, adjustment, proposal)
    ahead = now < start_of(books, claim.tenant_id, day)
    return (proposed_shelf(books, proposal, day) if ahead else books.shelf), ahead
