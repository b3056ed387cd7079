"""Tables of licences: where one is, how it stands, every version of it, and each time that it was shown."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tongban.database import Base, TenantOwned


class LicenceRegister(Base):
    """City-wide list of licences: who holds which, and which tenant keeps it. Holds nothing of what it says (E3)."""

    __tablename__ = "licence_register"
    __table_args__ = (
        Index("ix_licence_register_holder_id_type", "holder_id", "type"),
        Index("ix_licence_register_case_number", "case_number"),
    )

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    held_by: Mapped[str] = mapped_column(String(64))
    holder_id: Mapped[str] = mapped_column(String(40))
    type: Mapped[str] = mapped_column(String(64))
    case_number: Mapped[str] = mapped_column(String(50))


class LicenceRow(TenantOwned, Base):
    """A licence as it stands: its newest version, by the columns in which one looks for it."""

    __tablename__ = "licence"
    __table_args__ = (
        Index("ix_licence_issued", "tenant_id", "issued_at", "code"),
        Index("ix_licence_number", "tenant_id", "number"),
        Index("ix_licence_holder_name", "tenant_id", "holder_name"),
        Index("ix_licence_holder_id", "tenant_id", "holder_id"),
        Index("ix_licence_case_number", "tenant_id", "case_number"),
    )

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    type: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(100))
    number: Mapped[str] = mapped_column(String(100))
    issuer: Mapped[str] = mapped_column(String(100))
    holder_id: Mapped[str] = mapped_column(String(40))
    holder_kind: Mapped[str] = mapped_column(String(30))
    holder_name: Mapped[str] = mapped_column(String(200))
    case_number: Mapped[str] = mapped_column(String(50))
    item: Mapped[str] = mapped_column(String(64))
    theme: Mapped[str] = mapped_column(String(40))
    issued_on: Mapped[date]
    valid_until: Mapped[date | None]
    #: what its item says of how long it holds; the last day, where there is one, says more
    validity_note: Mapped[str] = mapped_column(Text, default="", server_default="")
    #: in_force, suspended, revoked, cancelled; that it has run out is read from its last day
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int]
    issued_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class LicenceVersionRow(TenantOwned, Base):
    """One version of a licence, chained to the one before by its hash and sealed. Only ever added."""

    __tablename__ = "licence_version"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]
    hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    actor_name: Mapped[str] = mapped_column(String(100))
    #: ECDSA over the canonical body by the issuer's seal key, and its certificate, both base64; made by the outbox
    signature: Mapped[str | None] = mapped_column(Text)
    certificate: Mapped[str | None] = mapped_column(Text)
    signed_at: Mapped[datetime | None]


class PresentationRow(TenantOwned, Base):
    """One time that a holder showed a licence: which fields, until when, and when it was looked at (once)."""

    __tablename__ = "licence_presentation"
    __table_args__ = (Index("ix_licence_presentation_code", "tenant_id", "code", "shown_at"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    code: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    fields: Mapped[list[Any]]
    shown_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    looked_at: Mapped[datetime | None]
    looked_by: Mapped[str] = mapped_column(String(100), default="")
