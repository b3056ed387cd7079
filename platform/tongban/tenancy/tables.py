"""Tables of tenants and people: the tree, applicants apart from staff, the audit list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tongban.database import Base, TenantOwned


class TenantRow(Base):
    """One tenant of the tree (T1). Public by its nature, so it is not tenant-owned; only operators write it."""

    __tablename__ = "tenant"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(20))
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("tenant.id"))
    #: from the root to here, "chongqing/yunyang/jiangkou": a subtree is one prefix, asked without recursion
    path: Mapped[str] = mapped_column(String(400), unique=True)
    division: Mapped[str | None] = mapped_column(String(12), unique=True)
    uscc: Mapped[str | None] = mapped_column(String(18), unique=True)
    theme: Mapped[str] = mapped_column(String(40), default="default")
    calendar: Mapped[str] = mapped_column(String(40), default="cn")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]

    @property
    def listed(self) -> bool:
        """Tell that the tenant is known by name and code only and has not joined."""
        return bool(self.details.get("listed"))

    @property
    def ended(self) -> date | None:
        """Give the day from which the tenant is no more (36 §14(3))."""
        day = self.details.get("ended")
        return date.fromisoformat(day) if day else None

    @property
    def successors(self) -> tuple[str, ...]:
        """Give the tenants that do its work from that day."""
        return tuple(self.details.get("successors", ()))


class ApplicantRow(Base):
    """A person or body who applies, known to the whole city (7 §3), apart from staff."""

    __tablename__ = "applicant"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    name: Mapped[str] = mapped_column(String(100))
    login: Mapped[str] = mapped_column(String(100), unique=True)
    password: Mapped[str] = mapped_column(String(256))
    phone: Mapped[str] = mapped_column(String(30), default="")
    #: typed once, offered in every form by data element (F4)
    profile: Mapped[dict[str, Any]] = mapped_column(default=dict)
    failed_logins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class DivisionChangeRow(Base):
    """One step of a change of bodies, carried out: what went from where to where (36 §14(3); T6). Only ever added."""

    __tablename__ = "division_change"

    change: Mapped[str] = mapped_column(String(80), primary_key=True)
    old: Mapped[str] = mapped_column(String(64), primary_key=True)
    new: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    basis: Mapped[str] = mapped_column(Text)
    moved: Mapped[dict[str, Any]] = mapped_column(default=dict)
    carried_out_at: Mapped[datetime]
    carried_out_by: Mapped[str] = mapped_column(String(100))


class AuditRow(TenantOwned, Base):
    """One refused or far-reaching act: who, what, on whose rows. Rows are only ever added."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_tenant_id_at", "tenant_id", "at"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(60))
    target: Mapped[str] = mapped_column(String(200))
    allowed: Mapped[bool]
    note: Mapped[str] = mapped_column(Text, default="")
