"""Tables of telling people: by what they want to be told, and each delivery of each message (N3)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tongban.database import Base, TenantOwned


class Channel(StrEnum):
    """By what somebody is told. The message within the site is always written; the others are the person's choice."""

    IN_SITE = "in_site"
    EMAIL = "email"
    SMS = "sms"
    WEBHOOK = "webhook"


class DeliveryState(StrEnum):
    """How one delivery stands. `dead` and `uncertain` wait for a person at the dead-letter desk; none is dropped."""

    WAITING = "waiting"
    SENDING = "sending"  # written before the far side is spoken to: found so, nobody knows how it ended
    SENT = "sent"
    DEAD = "dead"
    UNCERTAIN = "uncertain"  # it may have been sent, and the far side cannot be asked: a person decides
    GIVEN_UP = "given_up"


class ContactRow(Base):
    """Where and whether a person wants to be told by one channel, city-wide like the account itself (7 §3)."""

    __tablename__ = "contact_way"

    applicant_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    address: Mapped[str] = mapped_column(String(200), default="")  # proved by a code; empty until then
    is_wanted: Mapped[bool] = mapped_column(default=False)
    verified_at: Mapped[datetime | None]
    proposed: Mapped[str] = mapped_column(String(200), default="")  # waits for its code
    code: Mapped[str] = mapped_column(String(10), default="")
    code_sent_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)


class EndpointRow(TenantOwned, Base):
    """A system of the tenant's own that is told of every notice. Its secret lies encrypted under the house's key."""

    __tablename__ = "webhook_endpoint"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    url: Mapped[str] = mapped_column(String(400))
    sealed_secret: Mapped[str] = mapped_column(String(400))
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class DeliveryRow(TenantOwned, Base):
    """One message to one person by one channel: the primary key is the promise that nobody is told twice."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("tenant_id", "key"),
        Index("ix_delivery_case", "tenant_id", "case_number", "created_at"),
        Index(
            "ix_delivery_trouble",
            "created_at",
            postgresql_where=text("state IN ('dead', 'uncertain')"),
            sqlite_where=text("state IN ('dead', 'uncertain')"),
        ),
    )

    message: Mapped[str] = mapped_column(String(80), primary_key=True)
    person: Mapped[str] = mapped_column(String(40), primary_key=True)  # an applicant, or an endpoint
    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    key: Mapped[str] = mapped_column(String(40))  # what the far side knows it by, the same at every attempt
    case_number: Mapped[str] = mapped_column(String(50))
    address: Mapped[str] = mapped_column(String(400))
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    is_urgent: Mapped[bool] = mapped_column(default=False)  # goes out in quiet hours too
    state: Mapped[str] = mapped_column(String(20))
    attempts: Mapped[int] = mapped_column(default=0)
    provider_id: Mapped[str] = mapped_column(String(200), default="")
    cause: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    tried_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    settled_by: Mapped[str] = mapped_column(String(100), default="")
    settled_why: Mapped[str] = mapped_column(Text, default="")
