"""Write down who is to be told of a message, by every channel that they chose, in one transaction (N3, 335 §17)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases import outbox
from tongban.cases.tables import MessageRow
from tongban.cases.telling.tables import Channel, ContactRow, DeliveryRow, DeliveryState, EndpointRow
from tongban.definitions.rulebook import QuietHours


@dataclass(frozen=True, slots=True)
class Told:
    """One message to one person. `event` is what a tenant's own systems are told of it: JSON, without its words."""

    id: str
    person: str
    case_number: str
    title: str
    body: str
    document: str | None = None
    event: str = ""


def tell(session: Session, tenant: str, told: Told, now: datetime, quiet: QuietHours, zone: ZoneInfo) -> bool:
    """Write the message within the site and order its other deliveries; False where that was done before."""
    if session.get(MessageRow, (tenant, told.id)) is not None:
        return False
    session.add(
        MessageRow(
            tenant_id=tenant,
            id=told.id,
            applicant_id=told.person,
            case_number=told.case_number,
            document_code=told.document,
            title=told.title,
            body=told.body,
            sent_at=now,
        )
    )
    within = _delivery(tenant, told, told.person, Channel.IN_SITE, "", told.body, now)
    within.state, within.sent_at, within.attempts = DeliveryState.SENT, now, 1
    session.add(within)
    for row in _beyond_the_site(session, tenant, told, now):
        order(session, row, now, quiet, zone)
    return True


def _beyond_the_site(session: Session, tenant: str, told: Told, now: datetime) -> Iterator[DeliveryRow]:
    wanted = select(ContactRow).where(
        ContactRow.applicant_id == told.person, ContactRow.is_wanted, ContactRow.address != ""
    )
    for way in session.scalars(wanted.order_by(ContactRow.channel)):
        yield _delivery(tenant, told, told.person, Channel(way.channel), way.address, told.body, now)
    if told.event:
        for each in session.scalars(select(EndpointRow).where(EndpointRow.is_active).order_by(EndpointRow.id)):
            yield _delivery(tenant, told, each.id, Channel.WEBHOOK, each.url, told.event, now)


def order(session: Session, row: DeliveryRow, now: datetime, quiet: QuietHours, zone: ZoneInfo) -> None:
    """Keep a delivery and have it carried out, a text message after the quiet hours unless it is urgent."""
    session.add(row)
    post(session, row, now, ready=quiet_until(row, now, quiet, zone))


def post(session: Session, row: DeliveryRow, now: datetime, *, ready: datetime | None = None) -> None:
    outbox.post(session, row.tenant_id, "deliver", {"key": row.key, "code": row.message}, now, ready=ready)


def quiet_until(row: DeliveryRow, now: datetime, quiet: QuietHours, zone: ZoneInfo) -> datetime | None:
    """Tell until when a delivery rests; None: it may go now. Only text messages wake people."""
    if row.channel != Channel.SMS or row.is_urgent or not quiet.holds_at(now.astimezone(zone).hour):
        return None
    local = now.astimezone(zone)
    ends = datetime.combine(local.date(), time(quiet.until), zone)
    return ends if ends > local else ends + timedelta(days=1)


def _delivery(
    tenant: str, told: Told, person: str, channel: Channel, address: str, body: str, now: datetime
) -> DeliveryRow:
    return DeliveryRow(
        tenant_id=tenant,
        message=told.id,
        person=person,
        channel=channel,
        key=key_of(tenant, told.id, person, channel),
        case_number=told.case_number,
        address=address,
        title=told.title,
        body=body,
        state=DeliveryState.WAITING,
        attempts=0,
        created_at=now,
    )


def key_of(tenant: str, message: str, person: str, channel: Channel) -> str:
    """Name a delivery to the far side: the same name at every attempt, and nothing of the person in it."""
    return sha256("\n".join((tenant, message, person, channel)).encode()).hexdigest()[:32]


def deliveries_of(session: Session, case_number: str) -> list[DeliveryRow]:
    """Give every delivery about a case, oldest first."""
    found = select(DeliveryRow).where(DeliveryRow.case_number == case_number)
    return list(session.scalars(found.order_by(DeliveryRow.created_at, DeliveryRow.message, DeliveryRow.channel)))
