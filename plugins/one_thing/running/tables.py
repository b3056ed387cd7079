"""Tables of bundles that run. The cases themselves lie with the tenants that handle them, by their own law."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tongban.kit.tables import CASE, DRAFT, TenantOwned, goes_with, held_by, tables_of

Tables: Any = tables_of("one_thing")


class PlanRow(TenantOwned, Tables):  # type: ignore[misc]
    """A bundle as it was begun: its text, the tenant's offer, and the version of every item. Never changed (C5)."""

    __tablename__ = "one_thing_plan"

    form: Mapped[str] = mapped_column(String(64), primary_key=True)  # hash of the one form
    bundle: Mapped[str] = mapped_column(String(64))
    plan: Mapped[dict[str, Any]]
    kept_at: Mapped[datetime]


class BundleRow(TenantOwned, Tables):  # type: ignore[misc]
    """One bundle handed in (主件), with the office that leads."""

    __tablename__ = "one_thing_bundle"
    __table_args__ = (
        Index("ix_one_thing_bundle_state", "tenant_id", "state", "begun_at", "number"),
        Index("ix_one_thing_bundle_applicant", "tenant_id", "applicant_id", "begun_at"),
        Index("ix_one_thing_bundle_draft", "tenant_id", "draft"),
    )

    number: Mapped[str] = mapped_column(String(60), primary_key=True)
    bundle: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    form: Mapped[str] = mapped_column(String(64))
    draft: Mapped[str] = mapped_column(String(40), info=goes_with(DRAFT))  # whose files are the one set of materials
    answers: Mapped[dict[str, Any]]
    applicant_id: Mapped[str] = mapped_column(String(40))
    applicant_kind: Mapped[str] = mapped_column(String(30))
    applicant_name: Mapped[str] = mapped_column(String(200))
    channel: Mapped[str] = mapped_column(String(20))
    on_paper: Mapped[list[Any]] = mapped_column(default=list)  # materials that lie at the window that took it in
    way: Mapped[str] = mapped_column(String(20))  # how the applicant wants the results
    state: Mapped[str] = mapped_column(String(20))  # running, finished
    due_on: Mapped[date | None]  # the end of the critical path on the promise clock, as told at hand-in
    begun_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]


class PartRow(TenantOwned, Tables):  # type: ignore[misc]
    """One item of a bundle that runs (子件): waiting, or a case of the tenant that handles it."""

    __tablename__ = "one_thing_part"

    number: Mapped[str] = mapped_column(String(60), primary_key=True, info=goes_with("one_thing_bundle"))
    part: Mapped[str] = mapped_column(String(40), primary_key=True)
    place: Mapped[int]  # order in the bundle
    item: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    handled_at: Mapped[str] = mapped_column(String(64), info=held_by(CASE, "case_number"))
    office: Mapped[str] = mapped_column(String(100))
    version: Mapped[int]
    definition_hash: Mapped[str] = mapped_column(String(64))
    waits_for: Mapped[list[Any]] = mapped_column(default=list)
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    case_number: Mapped[str | None] = mapped_column(String(50))
    due_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]


class MemberRow(TenantOwned, Tables):  # type: ignore[misc]
    """That a case of this tenant is part of a bundle, and who leads it; written in the transaction of its hand-in."""

    __tablename__ = "one_thing_member"

    case_number: Mapped[str] = mapped_column(String(50), primary_key=True, info=goes_with(CASE))
    led_by: Mapped[str] = mapped_column(String(64), info=held_by("one_thing_bundle", "number"))
    number: Mapped[str] = mapped_column(String(60))
    part: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
