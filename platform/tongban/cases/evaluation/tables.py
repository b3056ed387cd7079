"""Tables of evaluation: which service acts may be rated, and what was said of them, for good (V1)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tongban.database import Base, TenantOwned


class InvitationRow(TenantOwned, Base):
    """One service act that the person served may rate, with the token that says so without a log-in (30 (一))."""

    __tablename__ = "evaluation_invitation"
    __table_args__ = (
        UniqueConstraint("tenant_id", "token"),
        Index("ix_evaluation_invitation_figures", "tenant_id", "occasion", "invited_at", "item", "service_channel"),
    )

    case_number: Mapped[str] = mapped_column(String(50), primary_key=True)
    occasion: Mapped[str] = mapped_column(String(20), primary_key=True)
    token: Mapped[str] = mapped_column(String(40))
    item: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    service_channel: Mapped[str] = mapped_column(String(20))
    applicant_id: Mapped[str] = mapped_column(String(40))
    applicant_name: Mapped[str] = mapped_column(String(100))
    invited_at: Mapped[datetime]


class EvaluationRow(TenantOwned, Base):
    """What a person said of a service act. Rows are added and never changed or deleted: the database refuses it."""

    __tablename__ = "evaluation"
    __table_args__ = (
        Index("ix_evaluation_given", "tenant_id", "given_at"),
        Index("ix_evaluation_item", "tenant_id", "item", "given_at"),
    )

    case_number: Mapped[str] = mapped_column(String(50), primary_key=True)
    occasion: Mapped[str] = mapped_column(String(20), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    grade: Mapped[int]
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    text: Mapped[str] = mapped_column(Text, default="")
    way: Mapped[str] = mapped_column(String(20))
    #: the member of staff whose log-in was in the browser, if any: one sees who sat beside
    beside: Mapped[str | None] = mapped_column(String(100))
    item: Mapped[str] = mapped_column(String(64))
    service_channel: Mapped[str] = mapped_column(String(20))
    #: the rectification that a bad one began
    ticket: Mapped[str | None] = mapped_column(String(50))
    given_at: Mapped[datetime]
