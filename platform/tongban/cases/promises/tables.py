"""Tables of broken promises and of what is noted for supervision."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tongban.database import Base, TenantOwned


class BrokenPromiseRow(Base):
    """One broken promise, for every desk of the city, until it is repaired. No content of a case (ORD §31)."""

    __tablename__ = "broken_promise"
    __table_args__ = (
        Index("ix_broken_promise_applicant", "applicant_id", "repaired_at"),
        Index("ix_broken_promise_held_by", "held_by", "broken_at"),
    )

    number: Mapped[str] = mapped_column(String(50), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)  # later_materials, commitment
    applicant_id: Mapped[str] = mapped_column(String(40))
    held_by: Mapped[str] = mapped_column(String(64))  # the body whose supervisor repairs it
    broken_at: Mapped[datetime]
    repaired_at: Mapped[datetime | None]
    repaired_by: Mapped[str | None] = mapped_column(String(100))
    repair: Mapped[str] = mapped_column(Text, default="")


class SupervisionRow(TenantOwned, Base):
    """Something at a desk that its supervisor is to see: a demand beyond the list, a second notice. Only ever added."""

    __tablename__ = "supervision_note"
    __table_args__ = (Index("ix_supervision_note_kind", "tenant_id", "kind", "at"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    number: Mapped[str] = mapped_column(String(50))
    at: Mapped[datetime]
    actor_id: Mapped[str] = mapped_column(String(100))
    actor_name: Mapped[str] = mapped_column(String(100))
    what: Mapped[str] = mapped_column(Text)
    article: Mapped[str] = mapped_column(String(80), default="")
