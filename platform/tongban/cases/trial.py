"""Try a command on a case and write nothing: what would come of it, and the words of the notices it would send."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy.orm import Session

from tongban.cases.documents import draft, naming, worded
from tongban.cases.door import Done
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.law import Action, Actor, Case, Command, PassTime, Possible, Refusal, decide, evolve, possible_actions
from tongban.law.events import NoticeOrdered
from tongban.notices import Document
from tongban.publishing.books import Books
from tongban.publishing.memory import definition
from tongban.tenancy.tree import tenant


def case_now(session: Session, books: Books, row: CaseRow, now: datetime) -> Case:
    """Give the case as the law sees it at this moment, whether or not the sweep has come by (335 §18)."""
    done = try_out(session, books, row, PassTime(), now)
    return case_of(row) if isinstance(done, Refusal) else done.case


def try_out(session: Session, books: Books, row: CaseRow, command: Command, now: datetime) -> Done | Refusal:
    """Decide a command as the door would, and change nothing."""
    case, described = case_of(row), definition(session, row.definition_hash)
    rulebook = books.rulebook_at(row.tenant_id, case.submitted_at)
    answer = decide(case, command, described, rulebook, books.calendar(row.tenant_id), now)
    if isinstance(answer, Refusal):
        return answer
    for event in answer:
        case = evolve(case, event)
    return Done(case, answer)


def possible(
    session: Session,
    books: Books,
    row: CaseRow,
    now: datetime,
    roles: Callable[[Action], Collection[str]],
    person: Actor,
) -> tuple[Possible, ...]:
    """List what a person may do with a case now, in roles that the caller grants for each act."""
    rulebook, calendar = books.rulebook_at(row.tenant_id, row.opened_at), books.calendar(row.tenant_id)
    described = definition(session, row.definition_hash)
    return possible_actions(case_of(row), described, rulebook, calendar, now, roles, person)


def drafts(session: Session, books: Books, row: CaseRow, done: Done) -> tuple[Document, ...]:
    """Word the notices that a trial would send."""
    described = worded(books, definition(session, row.definition_hash), done.events)
    zone = books.rulebook(row.tenant_id).timezone
    orders = (naming(session, row.number, each) for each in done.events if isinstance(each, NoticeOrdered))
    return tuple(draft(tenant(session, row.tenant_id), described, done.case, each, zone) for each in orders)
