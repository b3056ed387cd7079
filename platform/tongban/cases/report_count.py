"""The table by which anonymous reports of one place are counted within an hour (`cases.tickets.frequency`)."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tongban.database import Base, TenantOwned


class ReportCount(TenantOwned, Base):
    """How many anonymous reports came from one place in one hour; no address is kept."""

    __tablename__ = "report_count"

    hour: Mapped[str] = mapped_column(String(10), primary_key=True)  # UTC, 2026112206
    mark: Mapped[str] = mapped_column(String(32), primary_key=True)
    used: Mapped[int]
