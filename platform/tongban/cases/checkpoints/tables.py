"""The table of checkpoints: a chain per tenant, only ever added to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tongban.database import Base, TenantOwned


class CheckpointRow(TenantOwned, Base):
    """What stood at one moment: the heads of the cases that had moved, and the audit entries that had come, signed.

    `root` is SHA-256 over all the rest and the root before, so that the checkpoints are a chain themselves.
    """

    __tablename__ = "audit_checkpoint"

    serial: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    heads: Mapped[list[Any]]  # [case number, events so far, hash of the last one]
    entries: Mapped[list[Any]]  # [audit entry, digest of what it says]
    previous: Mapped[str] = mapped_column(String(64))
    root: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(64))  # the public key, hexadecimal
    signature: Mapped[str] = mapped_column(String(128))
