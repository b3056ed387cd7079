"""Tables of what plugins were told and where they failed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tongban.database import Base, TenantOwned


class PluginToldRow(TenantOwned, Base):
    """How far a plugin was told of a case: the events up to this place, each once and in their order."""

    __tablename__ = "plugin_told"

    case_number: Mapped[str] = mapped_column(String(50), primary_key=True)
    plugin: Mapped[str] = mapped_column(String(40), primary_key=True)
    place: Mapped[int]


class PluginFaultRow(TenantOwned, Base):
    """A fault of a plugin, for the operator: the same one again is counted, not written again."""

    __tablename__ = "plugin_fault"
    __table_args__ = (Index("ix_plugin_fault_last_at", "last_at"),)

    plugin: Mapped[str] = mapped_column(String(40), primary_key=True)
    hook: Mapped[str] = mapped_column(String(80), primary_key=True)
    #: SHA-256 of what Python said, so that one fault has one row
    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    error: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(String(100), default="")
    count: Mapped[int] = mapped_column(default=1)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
