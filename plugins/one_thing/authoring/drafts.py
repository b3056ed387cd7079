"""Keep what a tenant writes, and publish it: the text becomes everybody's source, with a version that never changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from one_thing.authoring.tables import BundleDraftRow, BundleVersionRow
from one_thing.running.tables import BundleRow
from tongban.kit.authoring import MAXIMUM_BYTES
from tongban.kit.definitions import NotFound, TongbanError
from tongban.kit.published import keep


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts, where and when."""

    tenant: str
    name: str
    now: datetime


def own_path(tenant: str, bundle: str) -> str:
    return f"tenants/{tenant}/bundles/{bundle}/bundle.yaml"


def draft_of(session: Session, tenant: str, bundle: str) -> BundleDraftRow | None:
    return session.get(BundleDraftRow, (tenant, bundle))


def drafts_of(session: Session, tenant: str) -> Sequence[BundleDraftRow]:
    mine = select(BundleDraftRow).where(BundleDraftRow.tenant_id == tenant)
    return session.scalars(mine.order_by(BundleDraftRow.bundle)).all()


def keep_draft(session: Session, by: Author, bundle: str, text: str, typed: Mapping[str, Any]) -> None:
    """Keep the draft as it stands, right or wrong. The caller commits. Raises TongbanError where it is too long."""
    if len(text.encode()) > MAXIMUM_BYTES:
        raise TongbanError(f"内容超过 {MAXIMUM_BYTES // 1024} KB，请写得简短一些。")
    row = draft_of(session, by.tenant, bundle)
    if row is None:
        row = BundleDraftRow(tenant_id=by.tenant, bundle=bundle)
        session.add(row)
    row.text, row.typed, row.changed_at, row.changed_by = text, dict(typed), by.now, by.name
    session.flush()


def discard_draft(session: Session, tenant: str, bundle: str) -> None:
    """Throw the draft away; what is published stays. The caller commits."""
    if (row := draft_of(session, tenant, bundle)) is not None:
        session.delete(row)
        session.flush()


def versions_of(session: Session, tenant: str, bundle: str) -> Sequence[BundleVersionRow]:
    """Return what the tenant has published of a bundle, the newest first."""
    mine = select(BundleVersionRow).where(BundleVersionRow.tenant_id == tenant, BundleVersionRow.bundle == bundle)
    return session.scalars(mine.order_by(BundleVersionRow.version.desc())).all()


def running(session: Session, tenant: str, bundle: str) -> int:
    """Count the tenant's bundles under way; each keeps the plan that it began with."""
    under_way = select(func.count()).select_from(BundleRow).where(
        BundleRow.tenant_id == tenant, BundleRow.bundle == bundle, BundleRow.state == "running"
    )  # fmt: skip
    return session.scalar(under_way) or 0


def publish_text(
    session: Session, by: Author, bundle: str, title: str, text: str, note: str, also: Mapping[str, str]
) -> BundleVersionRow:
    """Publish a text as the next version, with other sources that belong to it. The caller commits."""
    newest = next(iter(versions_of(session, by.tenant, bundle)), None)
    row = BundleVersionRow(
        tenant_id=by.tenant,
        bundle=bundle,
        version=newest.version + 1 if newest else 1,
        title=title,
        text=text,
        note=note,
        published_at=by.now,
        published_by=by.name,
    )
    session.add(row)
    keep(session, by.tenant, {own_path(by.tenant, bundle): text, **also}, published=True, by=by.name, now=by.now)
    discard_draft(session, by.tenant, bundle)
    return row


def version_of(session: Session, tenant: str, bundle: str, version: int) -> BundleVersionRow:
    row = session.get(BundleVersionRow, (tenant, bundle, version))
    if row is None:
        raise NotFound("没有这一版。")
    return row
