"""Write licences in the transaction of the decision: issued once, changed by what follows the case, never edited.

A version is added, chained to the one before by its hash; its signature follows from the outbox.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases import outbox
from tongban.cases.counters import next_document_serial
from tongban.cases.documents import short_of, verification_code
from tongban.cases.licences.standing import IN_FORCE
from tongban.cases.licences.tables import LicenceRegister, LicenceRow, LicenceVersionRow
from tongban.database import scoped
from tongban.definitions import Definition
from tongban.law import Case, CaseOutcome, Event
from tongban.law.events import CaseDecided, NoticeOrdered
from tongban.law.licences import LicenceText, Yield, complete, until_told, yields
from tongban.notices.statement import digest_of
from tongban.tenancy.tables import TenantRow

#: the effect that signs a version
SEAL = "seal_licence"
FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a licence: its new state, why, and for a renewal its new last day."""

    state: str = IN_FORCE
    reason: str = ""
    valid_until: date | None = None
    renewed: bool = False  # `valid_until` counts, also where it is None


Told = Callable[[Any], Change | None]
#: event → what it does to the licences that came of its case; entered by `afterwards`
CHANGES: dict[type[Event], Told] = {}


def changes(event: type[Event]) -> Callable[[Told], Told]:
    """Register what an event does to the licences of its case."""

    def enter(told: Told) -> Told:
        CHANGES[event] = told
        return told

    return enter


def follow(
    session: Session, tenant: TenantRow, definition: Definition, case: Case, event: Event, zone: ZoneInfo
) -> list[LicenceRow]:
    """Issue or change licences as an event wants it, in its own transaction; most events want nothing."""
    if isinstance(event, CaseDecided) and event.outcome in (CaseOutcome.GRANTED, CaseOutcome.GRANTED_IN_PART):
        day = event.at.astimezone(zone).date()
        return [_issue(session, tenant, definition, case, each, event, day) for each in yields(case, definition, day)]
    told = CHANGES.get(type(event))
    wanted = told(event) if told else None
    if wanted is None or not any(each.licence_type for each in definition.results):
        return []
    return [change(session, each, wanted, event.actor.name, event.at) for each in of_case(session, case.number)]


def numbered(order: NoticeOrdered, issued: Sequence[LicenceRow]) -> NoticeOrdered:
    """Name in a decision the licences that it yields with their numbers, which the law does not know."""
    if not issued or "result_name" not in order.values:
        return order
    told = "、".join(f"{each.name}（证照编号：{each.number}）" for each in issued)
    return replace(order, values={**order.values, "result_name": told})


def of_tenant(session: Session, tenant: str, case_number: str) -> list[LicenceRow]:
    """Give the licences of a case that the tenant in scope keeps."""
    asked = select(LicenceRow).where(LicenceRow.tenant_id == tenant, LicenceRow.case_number == case_number)
    return list(session.scalars(asked.order_by(LicenceRow.number)))


def of_case(session: Session, case_number: str) -> list[LicenceRow]:
    """Give the licences that came of a case, wherever they are kept since."""
    entries = session.scalars(select(LicenceRegister).where(LicenceRegister.case_number == case_number)).all()
    found = []
    for each in entries:
        with scoped(each.held_by):
            locked = select(LicenceRow).where(LicenceRow.code == each.code).with_for_update()
            found.append(session.scalars(locked.execution_options(populate_existing=True)).one())
    return sorted(found, key=lambda each: each.number)


def _issue(
    session: Session, tenant: TenantRow, definition: Definition, case: Case, made: Yield, event: CaseDecided, day: date
) -> LicenceRow:
    serial = next_document_serial(session, tenant.id, f"licence:{made.type.id}"[:40], day.year)
    number = made.type.numbering.format(short=short_of(tenant), year=day.year, serial=serial)
    issuer = case.authority or definition.authority.name or tenant.name
    row = LicenceRow(
        tenant_id=tenant.id,
        code=verification_code(),
        type=made.type.id,
        name=made.outcome.name,
        number=number,
        issuer=issuer,
        holder_id=case.applicant.id,
        holder_kind=made.holder_kind,
        holder_name=made.holder_name,
        case_number=case.number,
        item=definition.item,
        theme=tenant.theme,
        issued_on=day,
        valid_until=made.valid_until,
        validity_note=made.outcome.validity_note,
        state=IN_FORCE,
        reason="",
        version=1,
        issued_at=event.at,
        changed_at=event.at,
    )
    register = LicenceRegister(
        code=row.code, held_by=tenant.id, holder_id=row.holder_id, type=row.type, case_number=row.case_number
    )
    session.add_all([row, register])
    texts = [asdict(each) for each in complete(made, number=number, issuer=issuer, issued_on=day)]
    if event.granted:  # a decision in part: the licence says what it covers, and nothing that was refused
        texts.append(asdict(LicenceText("granted", "准予的范围", "、".join(event.granted))))
    _add_version(session, row, texts, FIRST, event.actor.name, event.at)
    return row


def change(session: Session, row: LicenceRow, wanted: Change, actor_name: str, at: datetime) -> LicenceRow:
    """Add the next version of a licence; what it said before stays beside it. A change of nothing adds none."""
    same_end = not wanted.renewed or wanted.valid_until == row.valid_until
    if (row.state, row.reason) == (wanted.state, wanted.reason) and same_end:
        return row
    with scoped(row.tenant_id):
        last = session.get_one(LicenceVersionRow, (row.tenant_id, row.code, row.version))
        texts = list(last.body["fields"])
        if wanted.renewed:
            row.valid_until = wanted.valid_until
            texts = [_renewed(each, row) for each in texts]
        row.state, row.reason = wanted.state, wanted.reason
        row.version, row.changed_at = row.version + 1, at
        _add_version(session, row, texts, last.hash, actor_name, at)
        session.flush()
    return row


def _renewed(text: Mapping[str, Any], row: LicenceRow) -> dict[str, Any]:
    told = until_told(row.valid_until, row.validity_note)
    return {**text, "text": told} if text["given"] == "valid_until" else dict(text)


def _add_version(
    session: Session, row: LicenceRow, texts: list[dict[str, Any]], previous: str, actor_name: str, at: datetime
) -> None:
    body = body_of(row, texts, previous)
    version = LicenceVersionRow(
        tenant_id=row.tenant_id,
        code=row.code,
        version=row.version,
        body=body,
        hash=digest_of(body),
        at=at,
        actor_name=actor_name,
    )
    session.add(version)
    outbox.post(session, row.tenant_id, SEAL, {"code": row.code, "version": row.version}, at)


#: what a licence's row says over again of its newest version; a row that says otherwise was altered
COLUMNS = ("code", "type", "name", "number", "issuer", "holder_id", "holder_kind", "holder_name", "case_number",
           "item", "validity_note", "state", "reason", "version")  # fmt: skip


def body_of(row: LicenceRow, texts: list[dict[str, Any]], previous: str) -> dict[str, Any]:
    """Give what is hashed and signed of a version."""
    return {
        **{name: getattr(row, name) for name in COLUMNS},
        "issued_on": row.issued_on.isoformat(),
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        "fields": texts,
        "previous": previous,
    }
