"""Tables of bundles that are written: what a tenant's authors have not published yet, and every version published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from one_thing.running.tables import Tables
from tongban.kit.tables import TenantOwned


class BundleDraftRow(TenantOwned, Tables):  # type: ignore[misc]
    """A bundle that a tenant is writing or changing; nobody else sees it. `typed` is what its pages hold."""

    __tablename__ = "one_thing_draft"

    bundle: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    typed: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(100))


class BundleVersionRow(TenantOwned, Tables):  # type: ignore[misc]
    """A bundle as a tenant published it. Never changed: an old one is brought back as a new version (C5)."""

    __tablename__ = "one_thing_version"

    bundle: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime]
    published_by: Mapped[str] = mapped_column(String(100))
