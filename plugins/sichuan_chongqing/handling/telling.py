"""Tell the other side what happened to a case before our law: after commit, each event once, in its order."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from sichuan_chongqing.agreements.model import Mode
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.exchange.side import side_of
from sichuan_chongqing.exchange.tables import CaseRow
from sichuan_chongqing.handling.before_the_law import joint_part
from sichuan_chongqing.handling.book import Book, load
from sichuan_chongqing.protocol import bodies as said
from tongban.kit.cases import DocumentRow, Office
from tongban.kit.handed_in import documents_for_applicant
from tongban.kit.law import Case, DeficiencyKind, Event, events
from tongban.kit.published import definition as definition_by_hash

RESULT = "result"  # the effect that sends a sealed decision
NOTICES = "notices"  # the effect that sends what was sealed for the applicant
_SEALED_BY = timedelta(seconds=10)
_DECISIONS = ("grant_decision", "partial_grant_decision", "refusal_decision", "non_acceptance_notice")
_OUTCOMES = {"granted": "granted", "granted_in_part": "granted", "refused": "refused"}
Tell = Callable[[Book, Case, Any], None]


def tell_events(office: Office, case: Case, happened: tuple[Event, ...]) -> None:
    """Say to the other side what it has to know; a case that is no cross-region case says nothing."""
    row = office.session.scalar(select(CaseRow).where(CaseRow.number == case.number))
    if row is None:
        return
    book = load(office, side_of(office), row.id, lock=True)
    for event in happened:
        tell = _TOLD.get(type(event))
        if tell is not None:
            tell(book, case, event)
    if book.handles and any(isinstance(event, events.NoticeOrdered) for event in happened):
        office.post(NOTICES, {"case": row.id}, ready=office.now + _SEALED_BY)


def _progress(words: str, state: str) -> Tell:
    def tell(book: Book, _case: Case, event: Event) -> None:
        if book.handles:
            book.say(said.Progress(state, words, moment(event.at)))

    return tell


def _supplement(book: Book, case: Case, event: Any) -> None:
    if not book.handles:
        return
    described = definition_by_hash(book.office.session, case.definition_hash)
    names = {each.id: each.name for each in described.materials} | {each.id: each.label for each in described.fields}
    wanted = tuple(
        said.Wanted(each.id, names.get(each.id, each.id), each.missing, each.kind is DeficiencyKind.FIELD)
        for each in event.deficiencies
    )
    book.say(said.SupplementAsked(wanted, "一次性补正告知书"))


def _decided(book: Book, case: Case, event: Any) -> None:
    _end(book, case, _OUTCOMES[str(event.outcome)], f"{event.opinion}{event.reasons}", moment(event.at))


def _declined(book: Book, case: Case, event: Any) -> None:
    _end(book, case, "not_accepted", event.reasons, moment(event.at))


def _withdrawn(book: Book, case: Case, event: Any) -> None:
    _end(book, case, "withdrawn", event.reason, moment(event.at))


def _end(book: Book, case: Case, outcome: str, words: str, at: str) -> None:
    row, course = book.opened
    if course.mode is Mode.JOINT:
        role = course.handling_role if book.handles else _other_role(book)
        book.say(said.PartFinished(role, case.number, outcome, words[:4000], at))
        joint_part(book)
    elif book.handles:
        book.say(said.Decided(outcome, words[:4000], row.number, at))
        if outcome != "withdrawn":
            book.office.post(RESULT, {"case": row.id})


def _other_role(book: Book) -> str:
    _row, course = book.opened
    item = book.side.agreement(course.agreement).item(course.item)
    return next(each for each in item.parts if each != course.handling_role) if item else ""


def _dispatched(book: Book, _case: Case, event: Any) -> None:
    _row, course = book.opened
    if book.handles and course.mode is not Mode.JOINT and course.result is None and event.method == "courier":
        sent = said.ResultSent("courier", "办理结果", moment(event.at), event.carrier, event.tracking)
        book.say(sent)


def send_result(office: Office, body: Mapping[str, object]) -> None:
    """Send the sealed decision electronically, where the agreement has it so; what is not yet sealed waits."""
    book = load(office, side_of(office), str(body["case"]), lock=True)
    row, course = book.opened
    item = book.side.agreement(course.agreement).item(course.item)
    if item is None or "electronic" not in item.delivery or course.result is not None:
        return
    wanted = select(DocumentRow).where(DocumentRow.case_number == row.number, DocumentRow.kind.in_(_DECISIONS))
    document = office.session.scalar(wanted.order_by(DocumentRow.issued_at.desc()).limit(1))
    if document is None:
        return
    if document.pdf is None:
        office.post(RESULT, {"case": row.id}, ready=office.now + _SEALED_BY)
        return
    content = office.files.get(document.pdf)
    book.say(_electronic(office, document, content))


def send_notices(office: Office, body: Mapping[str, object]) -> None:
    """Send the applicant's notices that were not sent yet, each once; what is not yet sealed waits.

    Only what the receiving side tells by the agreement: the rest the handling region serves alone. A decision that is
    delivered electronically is the result itself, and goes as that.
    """
    book = load(office, side_of(office), str(body["case"]), lock=True)
    row, course = book.opened
    agreement = book.side.agreement(course.agreement)
    item = agreement.item(course.item)
    apart = _DECISIONS if item is not None and "electronic" in item.delivery and course.mode is not Mode.JOINT else ()
    sent = {each.number for each in course.notices}
    open_ones = [each for each in documents_for_applicant(office.session, row.number) if each.number not in sent]
    for document in open_ones:
        if document.kind not in apart and document.pdf is not None and agreement.told_there(_about(document.kind)):
            coded = b64encode(office.files.get(document.pdf)).decode()
            known = {"issued_at": moment(document.issued_at), "sha256": document.pdf, "media_type": "application/pdf"}
            book.say(said.NoticeSent(document.title, document.number, content=coded, **known))
    if any(each.pdf is None for each in open_ones):
        office.post(NOTICES, dict(body), ready=office.now + _SEALED_BY)


def _about(kind: str) -> str:
    """Name what a notice tells, in the words of agreements."""
    return "supplement" if kind == "supplement_notice" else "decision" if kind in _DECISIONS else "progress"


def _electronic(office: Office, document: DocumentRow, content: bytes) -> said.ResultSent:
    from_where = {"sha256": document.pdf or "", "media_type": "application/pdf"}
    name = f"{document.title} {document.number}"
    return said.ResultSent("electronic", name, moment(office.now), content=b64encode(content).decode(), **from_where)


_TOLD: Mapping[type[Event], Tell] = {
    events.CaseAccepted: _progress("办理地已经受理，办理期限按办理地的日历计算。", "accepted"),
    events.SupplementRequested: _supplement,
    events.CaseDecided: _decided,
    events.CaseDeclined: _declined,
    events.CaseWithdrawn: _withdrawn,
    events.ResultDispatched: _dispatched,
}
