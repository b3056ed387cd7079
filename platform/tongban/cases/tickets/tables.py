"""Tables of tickets: the ticket as it stands, its chained history, and which tenant holds it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from tongban.cases.chain import Kept, Record
from tongban.database import Base


class TicketRegister(Base):
    """City-wide list of tickets: which tenant has it, whose it is, under which query code. No content (ORD §52)."""

    __tablename__ = "ticket_register"
    __table_args__ = (Index("ix_ticket_register_applicant_id_opened_at", "applicant_id", "opened_at"),)

    number: Mapped[str] = mapped_column(String(50), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    held_by: Mapped[str] = mapped_column(String(64))
    applicant_id: Mapped[str | None] = mapped_column(String(40))
    opened_at: Mapped[datetime]


class TicketRow(Kept):
    """A ticket as it stands: the fold of its events, with the columns by which it is found and counted."""

    __tablename__ = "ticket"
    __table_args__ = (
        Index("ix_ticket_queue", "tenant_id", "waits_for", "due_at", "number"),
        Index("ix_ticket_applicant", "tenant_id", "applicant_id", "opened_at"),
        Index("ix_ticket_kind", "tenant_id", "kind", "opened_at"),
        Index("ix_ticket_case", "tenant_id", "case_number"),
        Index(
            "ix_ticket_fires",
            "fires_at",
            postgresql_where=text("fires_at IS NOT NULL"),
            sqlite_where=text("fires_at IS NOT NULL"),
        ),
    )

    code: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(30))
    state: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str | None] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    applicant_id: Mapped[str | None] = mapped_column(String(40))
    case_number: Mapped[str | None] = mapped_column(String(50))
    item: Mapped[str | None] = mapped_column(String(64))
    assigned_to: Mapped[str | None] = mapped_column(String(100))
    assigned_name: Mapped[str | None] = mapped_column(String(100))
    #: the role whose turn it is; None while the person is waited for, and when it is closed
    waits_for: Mapped[str | None] = mapped_column(String(40))
    #: the nearest open limit
    due_at: Mapped[datetime | None]
    due_kind: Mapped[str | None] = mapped_column(String(30))
    #: when time next does something by itself; what was missed has fired already
    fires_at: Mapped[datetime | None]
    escalated: Mapped[bool] = mapped_column(default=False)
    answered_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    answer_late: Mapped[bool] = mapped_column(default=False)
    tell_late: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class TicketEventRow(Record):
    """One event of a ticket's history."""

    __tablename__ = "ticket_event"
