"""Say something to the other side: number it, chain it, keep it, and have it sent after commit."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from sichuan_chongqing.exchange.tables import OutgoingRow, StreamRow
from sichuan_chongqing.protocol import bodies
from sichuan_chongqing.protocol.message import Message
from sichuan_chongqing.protocol.stream import EMPTY_HEAD, chained
from tongban.kit.cases import Office
from tongban.kit.tables import add_only

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


def write(out: StreamRow, agreement: str, here: str, there: str, body: bodies.Body, now: datetime) -> Message:
    """Write the next message of a direction without keeping it yet."""
    return Message(uuid4().hex, agreement, out.case_id, out.next, here, there, moment(now), body)


def keep(office: Office, out: StreamRow, message: Message, place: int) -> None:
    """Keep a message that was written last, and have it sent after commit. The caller commits."""
    add_only(
        office.session,
        OutgoingRow,
        tenant_id=office.tenant,
        case_id=message.case,
        sequence=message.sequence,
        message_id=message.id,
        party=out.party,
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
    post_forward(office, out.party)


def post_forward(office: Office, party: str, ready: datetime | None = None) -> None:
    """Have what waits for a party sent; asked several times in one transaction, it is posted once."""
    session = office.session
    session.connection()  # begins the transaction, if none is open: a mark belongs to one transaction and no other
    within = session.get_nested_transaction() or session.get_transaction()
    known: tuple[object, set[object]] | None = session.info.get(_POSTED)
    if known is None or known[0] is not within:  # the transaction itself is kept, so that no other passes for it
        known = session.info[_POSTED] = (within, set())
    if (office.tenant, party, ready) not in known[1]:
        known[1].add((office.tenant, party, ready))
        office.post(FORWARD, {"party": party}, ready=ready)
