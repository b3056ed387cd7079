"""Lists of archives: handed over to an archive of the state, or destroyed. A list keeps its own lines for good."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tongban.database import Base, TenantOwned


class ListKind(StrEnum):
    """What a list is for."""

    HAND_OVER = "hand_over"
    DESTRUCTION = "destruction"


class ListState(StrEnum):
    """How far a list has come. A dropped one changed nothing, and is kept."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ArchiveListRow(TenantOwned, Base):
    """One list: who made it, of what, who settled it. `lines` say what each package was when the list was made."""

    __tablename__ = "archive_list"
    __table_args__ = (Index("ix_archive_list_made", "tenant_id", "made_at", "id"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), default=ListState.OPEN.value)
    receiver: Mapped[str] = mapped_column(String(100), default="")  # of a hand-over: the archive that takes them
    reason: Mapped[str] = mapped_column(Text, default="")  # of a destruction: why, and on whose appraisal
    lines: Mapped[list[Any]]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(100))
    made_by_id: Mapped[str] = mapped_column(String(64))
    done_at: Mapped[datetime | None]
    done_by: Mapped[str] = mapped_column(String(100), default="")
    received_by: Mapped[str] = mapped_column(String(100), default="")  # who signed for them
    receipt: Mapped[str] = mapped_column(String(100), default="")  # what the receiver's receipt is called
    note: Mapped[str] = mapped_column(Text, default="")  # why it was dropped
