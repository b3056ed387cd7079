"""Say something to the other side: number it, chain it, keep it, and have it sent after commit."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from sichuan_chongqing.exchange.side import SideOf
from sichuan_chongqing.exchange.tables import OutgoingRow, StreamRow
from sichuan_chongqing.protocol import bodies
from sichuan_chongqing.protocol.message import Message
from sichuan_chongqing.protocol.stream import EMPTY_HEAD, chained
from tongban.kit.cases import Office

FORWARD = "forward"  # the effect that sends what waits
_POSTED = "sichuan_chongqing_posted"


def moment(at: datetime) -> str:
    """Write a moment as messages have it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stream(session: Session, tenant: str, case_id: str, toward: str, party: str) -> StreamRow:
    """Return the row of one direction, locked, made where it is not yet there."""
    wanted = select(StreamRow).where(StreamRow.case_id == case_id, StreamRow.toward == toward)
    row = session.scalar(wanted.with_for_update().execution_options(populate_existing=True))
    if row is None:
        row = StreamRow(tenant_id=tenant, case_id=case_id, toward=toward, party=party, next=1, head=EMPTY_HEAD)
        session.add(row)
        session.flush()
    return row


def next_message(
    office: Office, side: SideOf, agreement: str, case_id: str, here: str, there: str, body: bodies.Body
) -> Message:
    """Write the next message of a case without keeping it yet."""
    party = side.agreement(agreement).other(side.party).id
    row = stream(office.session, office.tenant, case_id, "out", party)
    return Message(uuid4().hex, agreement, case_id, row.next, here, there, moment(office.now), body)


def keep(office: Office, side: SideOf, message: Message, place: int) -> OutgoingRow:
    """Keep a message that was written last, and have it sent after commit. The caller commits."""
    party = side.agreement(message.agreement).other(side.party).id
    out = stream(office.session, office.tenant, message.case, "out", party)
    row = OutgoingRow(
        tenant_id=office.tenant,
        case_id=message.case,
        sequence=message.sequence,
        message_id=message.id,
        party=party,
        kind=message.body.kind,
        digest=message.digest,
        data=message.data,
        place=place,
        written_at=office.now,
        available_at=office.now,
        attempts=0,
        error="",
        verdict="",
        words="",
    )
    out.next, out.head = message.sequence + 1, chained(out.head, message.digest)
    office.session.add(row)
    post_forward(office, party)
    return row


def post_forward(office: Office, party: str, ready: datetime | None = None) -> None:
    """Have what waits for a party sent; asked several times in one transaction, it is posted once."""
    session = office.session
    within = session.get_nested_transaction() or session.get_transaction()
    known: tuple[object, set[object]] | None = session.info.get(_POSTED)
    if known is None or known[0] is not within:  # the transaction itself is kept, so that no other passes for it
        known = session.info[_POSTED] = (within, set())
    if (office.tenant, party, ready) not in known[1]:
        known[1].add((office.tenant, party, ready))
        office.post(FORWARD, {"party": party}, ready=ready)
