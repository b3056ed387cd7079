"""An office that tells people: a door, a courier with ways out to real peers, and eyes for what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from door_desk import ENTERPRISE, DoorDesk, at
from far_sides import FarSide, MailServer
from tongban.cases.tables import OutboxRow
from tongban.cases.telling import Channel, ContactRow, DeliveryRow, EndpointRow
from tongban.database import Scope, scoped
from tongban.delivery import Desk, drain
from tongban.delivery.channels import WayOut, seal_secret
from tongban.delivery.channels.mail import MailServer as Mail
from tongban.delivery.channels.sms import SmsGateway
from tongban.delivery.channels.webhook import Webhooks

HOUSE_KEY = "house-key-" * 4
SECRET = "the endpoint's own secret"
EMAIL, PHONE = "applicant@example.com", "+8613800138000"
MONDAY = "2026-09-14 Mon 10:00"
LATER = at("2026-09-14 Mon 10:05")
PATIENCE = 1.0  # seconds that a channel waits for an answer in tests


@dataclass
class Office:
    """What a test of telling works with."""

    desk: DoorDesk
    courier: Desk
    mails: MailServer
    gateway: FarSide

    def ways(self, *, drops_doubles: bool = True, can_be_asked: bool = True) -> dict[str, WayOut]:
        query = self.gateway.url if can_be_asked else ""
        return {
            Channel.EMAIL: Mail(self.mails.url, "", "office@example.com", "example.com", seconds=PATIENCE),
            Channel.SMS: SmsGateway(self.gateway.url, "token", query, drops_doubles, PATIENCE),
            Channel.WEBHOOK: Webhooks(HOUSE_KEY, PATIENCE, lambda: LATER),
        }

    def wants(self, *channels: Channel, person: str = ENTERPRISE.id) -> None:
        """Let the applicant of the door's tests want to be told by these channels."""
        session = self.desk.sessions()
        for each in channels:
            address = EMAIL if each is Channel.EMAIL else PHONE
            way = ContactRow(applicant_id=person, channel=each, address=address, proposed="", code="", tries=0)
            way.is_wanted = True
            session.merge(way)
        session.commit()
        self.desk.sessions.remove()

    def endpoint(self, url: str) -> None:
        with scoped(self.desk.tenant):
            sealed = seal_secret(HOUSE_KEY, SECRET)
            row = EndpointRow(tenant_id=self.desk.tenant, id="own-system", url=url, sealed_secret=sealed)
            row.is_active, row.created_at = True, LATER
            self.desk.sessions().add(row)
            self.desk.sessions().commit()
        self.desk.sessions.remove()

    def drain(self, when: datetime = LATER, ways: dict[str, WayOut] | None = None) -> int:
        courier = replace(self.courier, ways=self.ways() if ways is None else ways)
        return drain(self.desk.sessions, courier, lambda: when)

    @contextmanager
    def looking(self) -> Iterator[None]:
        with scoped(Scope.everywhere("test")):
            yield
        self.desk.sessions.remove()

    def deliveries(self, channel: Channel) -> list[DeliveryRow]:
        with self.looking():
            return list(self.desk.sessions().scalars(select(DeliveryRow).where(DeliveryRow.channel == channel)))

    def the_delivery(self, channel: Channel) -> DeliveryRow:
        (row,) = self.deliveries(channel)
        return row

    def waiting(self) -> list[OutboxRow]:
        with self.looking():
            return list(self.desk.sessions().scalars(select(OutboxRow).where(OutboxRow.done_at.is_(None))))
