"""Write a notice into the transaction that ordered it: number, words, code. The sealed PDF follows later (N2)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases import outbox
from tongban.cases.counters import next_document_serial
from tongban.cases.tables import DocumentRow, VerificationRow
from tongban.database import add_only, scoped
from tongban.definitions import Definition
from tongban.definitions.model import Wording
from tongban.definitions.notice_kinds import NoticeKind, notice_kinds
from tongban.errors import NotFound
from tongban.law import Case
from tongban.law.events import Event, NoticeOrdered
from tongban.notices import Document, document_number, to_blocks, translation_of
from tongban.notices.worded import notice_translation, notice_words
from tongban.publishing.books import Books
from tongban.tenancy.tables import TenantRow

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that are mistaken for another when read aloud or copied


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number taken for a notice."""

    year: int
    serial: int
    number: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What one notice says, to whom, in whose name; `belongs_to` is the number of its case or its ticket."""

    belongs_to: str
    addressee: str
    issuer: str
    words: str
    translation: str


def verification_code() -> str:
    """Make a code of 16 characters that nobody can guess: about 79 bits."""
    return "".join(secrets.choice(_LETTERS) for _ in range(16))


def worded(books: Books, definition: Definition, events: Iterable[Event]) -> Definition:
    """Give a version the standing words of the kinds ordered that there were not yet when it was published."""
    kinds = dict.fromkeys(each.notice for each in events if isinstance(each, NoticeOrdered))
    there = definition.wordings
    known = ((kind, books.standing_wording(definition.tenant, kind)) for kind in kinds if kind not in there)
    added = tuple(Wording(kind, text) for kind, text in known if text is not None)
    return replace(definition, wording=(*definition.wording, *added)) if added else definition


def naming(session: Session, case_number: str, order: NoticeOrdered) -> NoticeOrdered:
    """Name by its number the document that a notice speaks of, the newest of its title; the law knows no numbers.

    The caller is in the tenant's scope.
    """
    title = order.values.get("document_title")
    if not title or order.values.get("document_number", "") != "":  # not spoken of, or somebody said which
        return order
    asked = select(DocumentRow.number).where(DocumentRow.case_number == case_number, DocumentRow.title == title)
    number = session.scalars(asked.order_by(DocumentRow.issued_at.desc(), DocumentRow.serial.desc())).first()
    return replace(order, values={**order.values, "document_number": number}) if number else order


def issue(
    session: Session, tenant: TenantRow, definition: Definition, case: Case, order: NoticeOrdered, zone: ZoneInfo
) -> None:
    """Number and word one notice of a case."""
    kind, day = notice_kinds[order.notice], order.at.astimezone(zone).date()
    numbered = take_number(session, tenant, kind, day)
    paper = Paper(
        belongs_to=case.number,
        addressee=_addressee(tenant, definition, case, order),
        issuer=_issuer(tenant, definition, case),
        words=notice_words(definition, tenant.name, order, numbered.number, day),
        translation=notice_translation(definition, tenant.name, order, numbered.number, day),
    )
    put_down(session, tenant, kind, numbered, paper, order.at)


def take_number(session: Session, tenant: TenantRow, kind: NoticeKind, day: date) -> Numbered:
    """Take the next number of a tenant, kind and year: gap-free, as it is taken in the document's own transaction."""
    serial = next_document_serial(session, tenant.id, kind.id, day.year)
    return Numbered(day.year, serial, document_number(short_of(tenant), day.year, serial, _pattern(kind)))


def put_down(
    session: Session, tenant: TenantRow, kind: NoticeKind, numbered: Numbered, paper: Paper, at: datetime
) -> None:
    """Write a notice down; the PDF and the message to the person are posted as effects."""
    code = verification_code()
    add_only(
        session,
        DocumentRow,
        tenant_id=tenant.id,
        numbered_by=tenant.id,
        code=code,
        case_number=paper.belongs_to,
        kind=kind.id,
        year=numbered.year,
        serial=numbered.serial,
        number=numbered.number,
        title=kind.title,
        addressee=paper.addressee,
        issuer=paper.issuer,
        theme=tenant.theme,
        markdown=paper.words,
        translation=paper.translation,
        issued_at=at,
    )
    add_only(session, VerificationRow, code=code, held_by=tenant.id)
    outbox.post(session, tenant.id, "seal_document", {"code": code}, at)
    if kind.reader != "department":  # what goes to another office is no message to the applicant
        outbox.post(session, tenant.id, "tell_applicant", {"code": code}, at)


def draft(tenant: TenantRow, definition: Definition, case: Case, order: NoticeOrdered, zone: ZoneInfo) -> Document:
    """Show a notice as it would be sent, before anybody orders it: the same words, no number, no code, no effect."""
    kind, day = notice_kinds[order.notice], order.at.astimezone(zone).date()
    words = notice_words(definition, tenant.name, order, "（发出时编号）", day)
    issuer, addressee = _issuer(tenant, definition, case), _addressee(tenant, definition, case, order)
    return Document(kind.id, kind.title, "", addressee, to_blocks(words), issuer, day, draft=True)


def _issuer(tenant: TenantRow, definition: Definition, case: Case) -> str:
    """Say who signs: since a change of bodies the successor's authority, else the definition's."""
    return case.authority or definition.authority.name or tenant.name


def _addressee(tenant: TenantRow, definition: Definition, case: Case, order: NoticeOrdered) -> str:
    """Say to whom a notice speaks: what an applicant promises is said to the office, a question to another office."""
    match notice_kinds[order.notice].reader:
        case "office":
            return _issuer(tenant, definition, case)
        case "department":
            return str(order.values.get("department") or "有关单位")
    return case.applicant.name


def short_of(tenant: TenantRow) -> str:
    aliases = tenant.details.get("aliases") or []
    return str(aliases[0] if aliases else tenant.name)


def _pattern(kind: NoticeKind) -> str:
    """Tell kinds apart in the number: each is counted on its own, so each carries its own mark."""
    return "{short}政务" + kind.mark + "〔{year}〕{n}号"


def as_document(row: DocumentRow, public_url: str, zone: ZoneInfo) -> Document:
    """Give the document as layout prints and shows it; the words are those fixed when it was ordered."""
    return Document(
        kind=row.kind,
        title=row.title,
        number=row.number,
        addressee=row.addressee,
        blocks=to_blocks(row.markdown),
        issuer=row.issuer,
        date=row.issued_at.astimezone(zone).date(),
        verify_url=f"{public_url}/verify?code={row.code}",
        verify_code=row.code,
        translation=translation_of(row.translation),
    )


def documents_of(session: Session, case_number: str) -> list[DocumentRow]:
    """Give the documents of a case, or of a ticket, the oldest first."""
    found = select(DocumentRow).where(DocumentRow.case_number == case_number)
    return list(session.scalars(found.order_by(DocumentRow.issued_at, DocumentRow.serial)))


def documents_for_applicant(session: Session, case_number: str) -> list[DocumentRow]:
    """Give what the applicant may see: letters between offices are not addressed to anybody else."""
    return [each for each in documents_of(session, case_number) if notice_kinds[each.kind].reader != "department"]


def by_code(session: Session, code: str) -> DocumentRow:
    """Find a document by its verification code, whichever tenant issued it: verification is public (N2)."""
    held = session.get(VerificationRow, code.strip().upper())
    if held is None:
        raise NotFound("没有查到这个验真码对应的文书，请核对后重新输入。")
    with scoped(held.held_by):
        return session.scalars(select(DocumentRow).where(DocumentRow.code == held.code)).one()
