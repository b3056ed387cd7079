"""The one door. A command loads the case with a lock, decides, and writes all that follows in one transaction:
events, the case, tasks, deadlines, documents and effects. Nothing else writes a case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from tongban.cases import documents, history, outbox
from tongban.cases.archiving.tables import AFTER
from tongban.cases.counters import next_case_serial
from tongban.cases.evaluation.inviting import invite
from tongban.cases.following import following
from tongban.cases.licences.issuing import follow, numbered
from tongban.cases.licences.tables import LicenceRow
from tongban.cases.numbering import division_of
from tongban.cases.opinions import tell_departments
from tongban.cases.payments.following import follow_fees
from tongban.cases.plugins.telling import tell_plugins
from tongban.cases.promises import broken_by, note_broken, note_demand, note_second_notice
from tongban.cases.standing import Measure, bring_into_line
from tongban.cases.tables import CaseRegister, CaseRow
from tongban.database import Plain, add_only, as_object, change, labelled, of_the_tenant, scoped, values_of
from tongban.definitions import Definition
from tongban.errors import NotFound, TongbanError
from tongban.law import (
    Actor,
    Applicant,
    Case,
    Command,
    Event,
    HandedIn,
    Refusal,
    case_from_json,
    decide,
)
from tongban.law.commands import PassTime, Submit
from tongban.law.events import CaseDecided, NoticeOrdered
from tongban.law.numbers import format_case_number
from tongban.publishing.books import Books
from tongban.publishing.memory import definition as definition_by_hash
from tongban.tenancy.tables import TenantRow
from tongban.tenancy.tree import tenant as tenant_row

#: the effect of a decision between offices: what was confirmed is carried out after commit (C4)
DECIDED = "adjustment_decided"
#: the effect of the end of a case: it is packed and sealed some time later (E5)
ARCHIVE_CASE = "archive_case"

_LOCKED = Plain(
    select(*labelled(CaseRow), *labelled(TenantRow))
    .join(TenantRow, TenantRow.id == CaseRow.tenant_id)
    .where(of_the_tenant(CaseRow), CaseRow.number == bindparam("case"))
    .with_for_update(of=CaseRow)
)


@dataclass(frozen=True, slots=True)
class Done:
    """What a command came to: the case as it now is, and the events that it added."""

    case: Case
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Application:
    """What an applicant hands in: answers checked by the form engine, and files by material."""

    version: int
    channel: str
    applicant: Applicant
    answers: dict[str, object]
    materials: tuple[HandedIn, ...]


def submit(
    session: Session,
    books: Books,
    definition: Definition,
    application: Application,
    actor: Actor,
    now: datetime,
    *,
    follower: str = "",
) -> Done | Refusal:
    """Open a case for a tenant under a number of the city (L1, L15). The caller commits, with the draft it closes.

    `follower` is the plugin that hands it in, and is told what happens in it from then on.
    """
    tenant = tenant_row(session, definition.tenant)
    with scoped(tenant.id):
        command = Submit(
            actor=actor,
            number=_new_number(session, books, tenant, now),
            version=application.version,
            channel=application.channel,
            applicant=replace(application.applicant, broken_promises=broken_by(session, application.applicant.id)),
            answers=application.answers,
            materials=application.materials,
        )
        answer = _decide(None, command, books, tenant.id, definition, now)
        if isinstance(answer, Refusal):
            return answer
        case = history.fold(None, answer)
        row = _open_row(session, case, definition, now, follower)
        return _write(session, books, tenant, row, case, definition, answer, now)


def act(session: Session, books: Books, number: str, command: Command, now: datetime) -> Done | Refusal:
    """Carry out one command on a case of the tenant in scope. What time has done comes first, whoever asks.

    The caller commits. A refusal still keeps what time did: a deemed acceptance does not wait for the sweep.
    """
    row, tenant = _locked(session, number)
    definition = definition_by_hash(session, row.definition_hash)
    case = case_from_json(row.snapshot)
    past = () if isinstance(command, PassTime) else _decide(case, PassTime(), books, tenant.id, definition, now)
    if isinstance(past, Refusal):
        raise TongbanError(past.message, article=past.article)
    answer = _decide(history.fold(case, past), command, books, tenant.id, definition, now)
    events = past if isinstance(answer, Refusal) else (*past, *answer)
    if isinstance(answer, Refusal):
        note_demand(session, tenant.id, number, command, answer, now)
    if events:
        after = history.fold(case, events)
        more = _what_follows(session, books, after, definition, now)
        done = _write(session, books, tenant, row, history.fold(after, more), definition, (*events, *more), now)
        return answer if isinstance(answer, Refusal) else done
    return answer if isinstance(answer, Refusal) else Done(case, ())


def _locked(session: Session, number: str) -> tuple[CaseRow, TenantRow]:
    found = _LOCKED.ask(session, case=number).one_or_none()
    if found is None:
        raise NotFound(f"没有找到办件“{number}”。")
    # a page has mostly loaded the case before: what the lock waited for must take the place of what was shown
    return as_object(session, CaseRow, found, anew=True), as_object(session, TenantRow, found)


def _decide(
    case: Case | None, command: Command, books: Books, tenant: str, definition: Definition, now: datetime
) -> tuple[Event, ...] | Refusal:
    """Ask the law, by the rulebook in force on the day the application was handed in (C12)."""
    rulebook = books.rulebook_at(tenant, case.submitted_at if case else now)
    return decide(case, command, definition, rulebook, books.calendar(tenant), now)


def _what_follows(
    session: Session, books: Books, case: Case, definition: Definition, now: datetime
) -> tuple[Event, ...]:
    """Let the system do what follows by itself: tasks by load, questions to departments (L8, L9)."""
    events: tuple[Event, ...] = ()
    for command in following(session, books, case, definition):
        answer = _decide(history.fold(case, events), command, books, case.tenant, definition, now)
        if not isinstance(answer, Refusal):
            events = (*events, *answer)
    return events


def _new_number(session: Session, books: Books, tenant: TenantRow, now: datetime) -> str:
    """Take the next number of the tenant's division and day."""
    division = division_of(session, tenant)
    day = now.astimezone(books.rulebook(tenant.id).timezone).date()
    return format_case_number(division, day, next_case_serial(session, division, day.strftime("%Y%m%d")))


def _open_row(session: Session, case: Case, definition: Definition, now: datetime, follower: str) -> CaseRow:
    row = CaseRow(
        tenant_id=definition.tenant,
        number=case.number,
        item=definition.item,
        version=case.version,
        definition_hash=definition.hash,
        title=definition.title,
        applicant_id=case.applicant.id,
        applicant_name=case.applicant.name,
        channel=case.channel,
        revision=0,
        opened_at=now,
        followed_by=follower,
    )
    applicant = case.applicant.id
    add_only(
        session, CaseRegister, number=case.number, held_by=definition.tenant, applicant_id=applicant, opened_at=now
    )
    return row


def _write(
    session: Session,
    books: Books,
    tenant: TenantRow,
    row: CaseRow,
    case: Case,
    definition: Definition,
    events: tuple[Event, ...],
    now: datetime,
) -> Done:
    rulebook = books.rulebook(tenant.id)
    with session.no_autoflush:
        link = history.append(session, row, events)
        standing = bring_into_line(session, row, case, definition, Measure(books.calendar(tenant.id), rulebook), now)
        invite(session, case, definition, events, now)
        note_broken(session, case, events)
        note_second_notice(session, tenant.id, case.number, events)
        follow_fees(session, tenant.id, definition, case, events, now)
        issued: list[LicenceRow] = []
        definition = documents.worded(books, definition, events)
        for order in events:
            issued += follow(session, tenant, definition, case, order, rulebook.timezone)
            if isinstance(order, NoticeOrdered):
                named = documents.naming(session, case.number, numbered(order, issued))
                documents.issue(session, tenant, definition, case, named, rulebook.timezone)
            elif definition.internal and isinstance(order, CaseDecided):
                outbox.post(session, tenant.id, DECIDED, {"case": case.number}, now)
        tell_plugins(session, books, row, now)
        _keep(session, row, **standing, link=link, revision=row.revision + len(events))
        if case.closed_at is not None and not definition.internal:  # packed again when more is added after the end
            outbox.post(session, tenant.id, ARCHIVE_CASE, {"case": case.number}, now, ready=now + AFTER)
        tell_departments(session, row, case, case.authority or definition.authority.name)
    session.flush()
    return Done(case, events)


def _keep(session: Session, row: CaseRow, **columns: object) -> None:
    """Write the case's own row: a new one whole, one that is there with what is not as it was."""
    if row.revision:
        changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
        change(session, CaseRow, (row.tenant_id, row.number), **changed)
        return
    for name, value in columns.items():
        setattr(row, name, value)
    add_only(session, CaseRow, **values_of(row))
