"""Tables of published definitions: immutable versions, the text that equal claimants share, drafts of the studio."""

from __future__ import annotations

import zlib
from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tongban.database import Base, TenantOwned
from tongban.errors import TongbanError


class DefinitionText(Base):
    """A resolved definition by its hash. Public law, shared by every claimant, so it belongs to no tenant (scale).

    The JSON is kept as it was written, for choices are read in the order of their keys, and packed: most of it is the
    wording of notices, which items have in common.
    """

    __tablename__ = "definition_text"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    packed: Mapped[bytes] = mapped_column(LargeBinary)

    @classmethod
    def of(cls, digest: str, text: str) -> DefinitionText:
        return cls(hash=digest, packed=zlib.compress(text.encode("utf-8")))

    @property
    def text(self) -> str:
        """The JSON; raises TongbanError where it cannot be unpacked any more."""
        try:
            return zlib.decompress(self.packed).decode("utf-8")
        except (zlib.error, UnicodeDecodeError):
            raise TongbanError("保存的定义无法解开，数据可能已被改动，请联系运维人员核查。") from None


class PublicationMark(Base):
    """The last publication: one row, written anew in the transaction of each, read with every request (C9).

    What a process has made of all that is published stands while the mark does. A mark is drawn by lot, so that one of
    a transaction that came to nothing never comes again. It tells nothing of any tenant.
    """

    __tablename__ = "publication_mark"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # always 1
    mark: Mapped[str] = mapped_column(String(32))


class VersionRow(TenantOwned, Base):
    """A published version. Only its `state` ever changes: scheduled, in use, superseded, withdrawn (C5, C12)."""

    __tablename__ = "published_version"
    __table_args__ = (Index("ix_published_version_tenant_id_state", "tenant_id", "state", "item"),)

    item: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(2))
    department: Mapped[str] = mapped_column(String(100))
    themes: Mapped[list[Any]] = mapped_column(default=list)
    on_the_spot: Mapped[bool] = mapped_column(default=False)
    #: title, keywords, summary, pinyin and initials, a line each (`publishing.search`)
    search: Mapped[str] = mapped_column(Text, default="")
    rulebook: Mapped[str] = mapped_column(String(80))
    calendar: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(20))  # scheduled, in_use, superseded, withdrawn
    change: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime]
    published_by: Mapped[str] = mapped_column(String(100))
    #: from when one applies by it: the moment of publication, or the day for which it was published ahead (C12)
    effective_at: Mapped[datetime]


class DefinitionDraft(TenantOwned, Base):
    """A text of a tenant's own, kept in the database; it shadows the file of the same path.

    A path may have two rows: the published one is everybody's source, the other is what the studio is still changing.
    """

    __tablename__ = "definition_draft"

    path: Mapped[str] = mapped_column(String(300), primary_key=True)
    published: Mapped[bool] = mapped_column(primary_key=True, default=False)
    text: Mapped[str] = mapped_column(Text)
    typed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    updated_at: Mapped[datetime]
    updated_by: Mapped[str] = mapped_column(String(100))
