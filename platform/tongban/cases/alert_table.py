"""The table of what staff were told of limits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tongban.database import Base, TenantOwned


class StaffAlertRow(TenantOwned, Base):
    """What a role at a desk was told of a limit: one row a limit, level and role, however often the sweep runs (D3)."""

    __tablename__ = "staff_alert"
    __table_args__ = (Index("ix_staff_alert_role", "tenant_id", "role", "seen_at", "raised_at"),)

    number: Mapped[str] = mapped_column(String(50), primary_key=True)
    deadline: Mapped[str] = mapped_column(String(60), primary_key=True)
    level: Mapped[str] = mapped_column(String(20), primary_key=True)
    role: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    title: Mapped[str] = mapped_column(String(200))
    due_at: Mapped[datetime | None]
    raised_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[str | None] = mapped_column(String(100))
