"""The table of requests for opinions: one row for each department that was asked about a case (335 §24; L9)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tongban.database import Base, TenantOwned


class OpinionRow(TenantOwned, Base):
    """A request for an opinion as the asked department has it: the grant by which its desk reaches that one case (T2).

    The tenant is the department that was asked; the case stays where it is, and is read and answered there.
    """

    __tablename__ = "opinion_request"
    __table_args__ = (Index("ix_opinion_request_open", "tenant_id", "closed_at", "due_at", "number"),)

    number: Mapped[str] = mapped_column(String(50), primary_key=True)
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    asked_by: Mapped[str] = mapped_column(String(64))  # the tenant whose case it is
    asker: Mapped[str] = mapped_column(String(100))  # its office, by name
    title: Mapped[str] = mapped_column(String(200))
    question: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(20), default="")  # agrees, objects, silent, or void: the case went on
