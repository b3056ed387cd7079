"""A case as data: state, limits with their count, the story as the applicant reads it, documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import Response, url_for

from tongban.cases import history
from tongban.cases.documents import documents_for_applicant
from tongban.cases.register import case_of, own_case
from tongban.cases.tables import CaseRow, DocumentRow
from tongban.law import Actor, CaseOutcome, Deadline, State, explain
from tongban.publishing.memory import definition
from tongban.web.api.document import document_told
from tongban.web.api.exchange import answer, entity_tag
from tongban.web.api.schemas import Case
from tongban.web.api.tokens import the_caller
from tongban.web.clock_view import clock_view
from tongban.web.house import books, db, now
from tongban.web.own_acts import Asked, possible_own_acts
from tongban.web.scoping import enter
from tongban.web.story import StoryEntry, deficiencies_told, state_of, tell_story
from tongban.web.view_words import WALL


def the_case(number: str) -> CaseRow:
    """Find the caller's own case and enter its tenant's scope; another's is not there (T2)."""
    row = own_case(db(), the_caller().id, number)
    enter(row.tenant_id)
    return row


def tag_of(row: CaseRow, documents: Sequence[DocumentRow]) -> str:
    """Tag a case as it stands today: the days that are left change by themselves, and PDFs become ready."""
    sealed = sum(each.pdf is not None for each in documents)
    return entity_tag(row.number, row.revision, sealed, now().astimezone(WALL).date())


def case_answer(number: str, *, status: int = 200, **headers: str) -> Response:
    """Answer with the caller's own case."""
    row = the_case(number)
    documents = documents_for_applicant(db(), row.number)
    return answer(Case, _told(row, documents), status=status, tag=tag_of(row, documents), **headers)


def summary_of(row: CaseRow) -> dict[str, object]:
    """Tell a case in one line, from its row alone."""
    outcome = CaseOutcome(row.outcome) if row.outcome else None
    return {
        "number": row.number,
        "tenant": row.tenant_id,
        "item": row.item,
        "title": row.title,
        "state": row.state,
        "state_label": state_of(State(row.state), outcome)[0],
        "outcome": row.outcome,
        "opened_at": row.opened_at,
        "closed_at": row.closed_at,
        "href": url_for("api.case", number=row.number),
    }


def _told(row: CaseRow, documents: list[DocumentRow]) -> dict[str, object]:
    case, described = case_of(row), definition(db(), row.definition_hash)
    events = history.events_of(db(), row.number)
    story = tell_story(events, described, for_applicant=True)
    return {
        **summary_of(row),
        "version": row.version,
        "may": possible_own_acts(row, asked_by(row)),
        "owed": case.later.owed if case.later and case.later.is_open else [],
        "to_supply": deficiencies_told(case, described) if case.state is State.SUPPLEMENTING else [],
        "deadlines": [_deadline(each, row.tenant_id) for each in case.deadlines if each.is_open],
        "events": [_happening(each) for each in story],
        "documents": [
            document_told(each, url_for("api.document", number=row.number, code=each.code)) for each in documents
        ],
    }


def asked_by(row: CaseRow, reasons: str = "") -> Asked:
    """Say who asks about a case: the token's owner."""
    person = the_caller()
    actor = Actor(person.id, person.name, "applicant")
    return Asked(actor, case_of(row), definition(db(), row.definition_hash), reasons)


def _happening(entry: StoryEntry) -> dict[str, object]:
    at = datetime.fromisoformat(entry.iso)
    return {"at": at, "title": entry.title, "who": entry.who, "text": entry.text}


def _deadline(deadline: Deadline, tenant: str) -> dict[str, object]:
    calendar, rulebook = books().calendar(tenant), books().rulebook(tenant)
    shown = clock_view(deadline, calendar, rulebook, now())
    return {
        "name": shown.name,
        "basis": shown.basis,
        "budget": shown.budget_text,
        "lamp": shown.lamp,
        "left": shown.left,
        "due": deadline.due,
        "provisional": shown.provisional,
        "explanation": explain(deadline, calendar, rulebook).text,
    }
