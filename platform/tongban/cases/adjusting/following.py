"""What follows a decision of the procedure, carried out from the outbox: safe to repeat, lost by no crash.

A confirmation opens the claims of all bodies concerned and brings the adjustment into effect, in one transaction with
the mark that the effect is done; what is to hold later waits in the outbox until its day.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases import outbox
from tongban.cases.adjusting.opening import open_matter
from tongban.cases.adjusting.parties import office, party_of_adjustment
from tongban.cases.adjusting.reading import adjustment_of, day_of, proposal_of, start_of, task_of
from tongban.cases.door import DECIDED
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRegister, CaseRow
from tongban.database import scoped
from tongban.errors import NotFound
from tongban.law import SYSTEM, CaseOutcome
from tongban.publishing.adjusting import ClaimTask, Proposal, bring_into_effect, take_up, tasks_of
from tongban.publishing.ahead import take_effect as versions_take_effect
from tongban.publishing.books import Books
from tongban.publishing.internal import ADJUSTMENT, CLAIM, id_of

IN_EFFECT = "adjustment_in_effect"
BY = "目录调整"


def carry_out(session: Session, books: Books, number: str, now: datetime) -> None:
    """Carry out what follows from a decided case of the tenant in scope."""
    row = _locked(session, number)
    books.refresh(session)
    if case_of(row).outcome is not CaseOutcome.GRANTED:
        return
    if row.item == id_of(ADJUSTMENT):
        _open_claims(session, books, row, now)
        _from_its_day(session, books, row, IN_EFFECT, now)
    elif row.item == id_of(CLAIM):
        _publish_later(session, books, row, now)


def take_effect(session: Session, books: Books, number: str, now: datetime) -> None:
    """Bring a confirmed adjustment of the city in scope into effect; its day has come."""
    in_effect_at_last(session, books, _locked(session, number), now)


def in_effect_at_last(session: Session, books: Books, row: CaseRow, now: datetime) -> None:
    """Make the adjustment's texts the sources of all, once; what came into effect after it stays."""
    books.refresh(session)
    proposal = proposal_of(session, row)
    if is_in_effect(books, proposal):
        return
    bring_into_effect(session, books, proposal, day_of(books, row, proposal), by=BY, now=now)
    books.refresh(session)


def is_in_effect(books: Books, proposal: Proposal) -> bool:
    """Tell it by the city's decisions, which name the case from which they come."""
    workspace = books.workspace
    decided = workspace.decisions.get(proposal.root, {})
    entries = {workspace.entry_of(each) for each in proposal.items if each in workspace.items} | set(proposal.added)
    return any(decided[each].data["adjustment"] == proposal.number for each in entries if each in decided)


def _locked(session: Session, number: str) -> CaseRow:
    asked = select(CaseRow).where(CaseRow.number == number).with_for_update()
    row = session.scalar(asked.execution_options(populate_existing=True))
    if row is None:
        raise NotFound(f"没有找到办件“{number}”。")
    return row


def _from_its_day(session: Session, books: Books, row: CaseRow, kind: str, now: datetime) -> None:
    ready = start_of(books, row.tenant_id, day_of(books, row, proposal_of(session, row)))
    if ready <= now:
        in_effect_at_last(session, books, row, now)
    else:
        outbox.post(session, row.tenant_id, kind, {"case": row.number}, now, ready=ready)


def _open_claims(session: Session, books: Books, row: CaseRow, now: datetime) -> None:
    """Open the claim of every body concerned, unless that was done: the limit of two working days runs (7 §6)."""
    party = party_of_adjustment(row.number)
    if session.scalar(select(CaseRegister.number).where(CaseRegister.applicant_id == party).limit(1)) is not None:
        return
    proposal = proposal_of(session, row)
    for tenant, task in tasks_of(books.workspace, proposal).items():
        with scoped(tenant):
            answers = _claim_answers(books, row, proposal, task)
            applicant = office(party, f"{books.shelf.tenant(proposal.root).name}（目录调整）")
            open_matter(session, books, CLAIM, tenant, answers, applicant, _AS_OFFICE, now)


_AS_OFFICE = type(SYSTEM)(SYSTEM.id, SYSTEM.name, "applicant")


def _claim_answers(books: Books, row: CaseRow, proposal: Proposal, task: ClaimTask) -> dict[str, object]:
    said = case_of(row).answers
    return {
        "adjustment": row.number,
        "kind": proposal.kind,
        "titles": said["titles"],
        "take": "\n".join(task.take) or None,
        "drop": "\n".join(task.drop) or None,
        "effective": day_of(books, row, proposal),
        "told": said["told"],
    }


def _publish_later(session: Session, books: Books, claim: CaseRow, now: datetime) -> None:
    """Publish what was claimed ahead of its day, on that day; what was claimed since is published already."""
    adjustment = adjustment_of(session, claim)
    proposal = proposal_of(session, adjustment)
    ready = start_of(books, claim.tenant_id, day_of(books, adjustment, proposal))
    claimed_at = case_of(claim).decided_at
    if claimed_at is not None and claimed_at >= ready:
        return
    if now < ready:
        outbox.post(session, claim.tenant_id, DECIDED, {"case": claim.number}, now, ready=ready)
        return
    adjustment = adjustment_of(session, claim, lock=True)
    with scoped(adjustment.tenant_id):
        in_effect_at_last(session, books, adjustment, now)
    versions_take_effect(session, now)  # what was published ahead for this moment, so that nothing is published twice
    who = case_of(claim).steps_done[-1].actor.name
    take_up(session, books, claim.tenant_id, task_of(claim), by=who, now=now, change=change_of(claim))


def change_of(claim: CaseRow) -> str:
    """Say in a version's note from where it comes."""
    return f"目录调整 {case_of(claim).answers['adjustment']}。"
