"""The register of archives: one row a case; the package itself lies in the file store under its SHA-256."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Date, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tongban.database import Base, TenantOwned

#: a case is packed so long after its end; until then its last notices are read, delivered and put right
AFTER = timedelta(days=30)


class ArchiveState(StrEnum):
    """Where a package is: kept here, also at an archive of the state, or destroyed."""

    KEPT = "kept"
    HANDED_OVER = "handed_over"
    DESTROYED = "destroyed"


class ArchiveRow(TenantOwned, Base):
    """The package of one case. The row outlives it: that something was destroyed, by whom and why, stays known."""

    __tablename__ = "archive"
    __table_args__ = (
        Index("ix_archive_made", "tenant_id", "made_at", "number"),
        Index("ix_archive_keep_until", "tenant_id", "keep_until"),
    )

    number: Mapped[str] = mapped_column(String(50), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(20), default=ArchiveState.KEPT.value)
    revision: Mapped[int]  # events in the package; a closed case to which more was added is packed again
    package: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    closed_at: Mapped[datetime]
    made_at: Mapped[datetime]
    keep_until: Mapped[date | None] = mapped_column(Date)  # None: for ever
    retention: Mapped[str] = mapped_column(String(200))  # the period and its article, in words
    handed_over_at: Mapped[datetime | None]
    handed_over_to: Mapped[str] = mapped_column(String(100), default="")
    proposed_at: Mapped[datetime | None]
    proposed_by: Mapped[str] = mapped_column(String(100), default="")
    proposed_by_id: Mapped[str] = mapped_column(String(64), default="")  # whose account; empty from the command line
    reason: Mapped[str] = mapped_column(Text, default="")
    destroyed_at: Mapped[datetime | None]
    approved_by: Mapped[str] = mapped_column(String(100), default="")
    listed_in: Mapped[str] = mapped_column(String(32), default="")  # the open list on which it stands
