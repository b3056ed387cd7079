"""Publish: lint, prove, freeze, number. A version never changes; rolling back publishes an old one again (C5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from tongban.errors import NotFound, TongbanError
from tongban.publishing.books import Books, Shelf
from tongban.publishing.checking import Checked, check
from tongban.publishing.memory import definition, published_data
from tongban.publishing.next_versions import IN_USE, Why, number, publish_all, withdraw
from tongban.publishing.proving import proven
from tongban.publishing.stopping import stopped
from tongban.publishing.tables import VersionRow
from tongban.tenancy.tables import TenantRow

__all__ = [
    "IN_USE",
    "Why",
    "data_in_force",
    "definition",
    "history",
    "in_use",
    "looked_over",
    "publish",
    "publish_all",
    "publish_checked",
    "published",
    "republish",
    "withdraw",
]

# put together once: every beginning of a draft asks it
_MINE = (VersionRow.tenant_id == bindparam("tenant"), VersionRow.item == bindparam("item"))
_CURRENT = select(VersionRow).where(*_MINE, VersionRow.state == IN_USE)


def publish(
    session: Session,
    books: Books,
    tenant: str,
    item: str,
    *,
    by: str,
    now: datetime,
    change: str = "",
    prove: bool = True,
    effective: datetime | None = None,
) -> VersionRow:
    """Publish an item for a claimant, or return the version in use where nothing differs.

    With `effective` it is published ahead: one applies by it from that moment on, and by the present one until then.

    It is linted and, unless the caller answers for that, proven. The caller is in the tenant's scope and commits.
    Raises PublicationRefused with the findings, or NotFound where the item is not claimed; nothing is written then.
    """
    checked = looked_over(session, books, tenant, item, now=now, prove=prove)
    return publish_checked(session, books.shelf, checked, by=by, now=now, change=change, effective=effective)


def looked_over(session: Session, books: Books, tenant: str, item: str, *, now: datetime, prove: bool) -> Checked:
    """Lint an item for a claimant against the version in use, and prove it where that is asked; nothing is written."""
    checked = check(books.shelf, tenant, item, now=now, in_force=data_in_force(session, tenant, item))
    return proven(books.shelf, checked) if prove else checked


def publish_checked(
    session: Session,
    shelf: Shelf,
    checked: Checked,
    *,
    by: str,
    now: datetime,
    change: str = "",
    effective: datetime | None = None,
) -> VersionRow:
    """Publish what was checked on a given shelf: the city's, or one with a tenant's drafts laid over it."""
    why = Why(by, now, change, effective)
    return publish_all(session, shelf, checked.tenant, (checked,), why)[0]


def republish(
    session: Session, books: Books, tenant: str, item: str, version: int, *, by: str, now: datetime, change: str = ""
) -> VersionRow:
    """Roll back: publish what an old version said, as a new version. Its sources stay as they are in the studio."""
    old = session.get(VersionRow, (tenant, item, version))
    if old is None:
        raise NotFound(f"事项“{item}”没有第 {version} 版。")
    if (refusal := stopped(session, tenant, item)) is not None:
        raise TongbanError(f"{refusal.message}不能恢复旧版本。", article=refusal.article)
    current = _current(session, tenant, item)
    if current is not None and current.hash == old.hash:
        return current
    told = change or f"恢复第 {version} 版的内容。"
    return number(session, books.shelf, tenant, (definition(session, old.hash),), Why(by, now, told))[0]


def in_use(session: Session, tenant: str, item: str) -> VersionRow:
    """Return the version by which one can apply now; raises NotFound for what is not published (C9)."""
    row = _current(session, tenant, item)
    if row is None and (given_up := stopped(session, tenant, item)) is not None:
        raise given_up
    if row is None:
        raise NotFound(where_to_go(session, tenant) or f"没有正在办理的事项“{item}”，它可能尚未发布或者已经停办。")
    return row


def title_in_use(session: Session, tenant: str, item: str) -> str:
    """Tell the title under which one can apply for an item now; empty for what is not published here."""
    row = _current(session, tenant, item) if item else None
    return row.title if row is not None else ""


def where_to_go(session: Session, tenant: str) -> str:
    """Tell, of a body that has ended, since when and who does its work; nothing for any other (36 §14(3))."""
    here = session.get(TenantRow, tenant)
    if here is None or here.ended is None:
        return ""
    names = [each.name for each in (session.get(TenantRow, name) for name in here.successors) if each]
    day = f"{here.ended.year}年{here.ended.month}月{here.ended.day}日"
    return f"“{here.name}”自{day}起已经撤销，不再受理新的申请，请向“{'”“'.join(names)}”申请。"


def published(session: Session, tenants: Iterable[str]) -> list[VersionRow]:
    """Return all versions in use at these tenants, by title."""
    asked = select(VersionRow).where(VersionRow.tenant_id.in_(tuple(tenants)), VersionRow.state == IN_USE)
    return sorted(session.scalars(asked), key=lambda row: (row.title, row.item, row.tenant_id))


def history(session: Session, tenant: str, item: str) -> list[VersionRow]:
    """Return every version of an item at a tenant, the newest first."""
    asked = select(VersionRow).where(VersionRow.tenant_id == tenant, VersionRow.item == item)
    return list(session.scalars(asked.order_by(VersionRow.version.desc())))


def data_in_force(session: Session, tenant: str, item: str) -> Mapping[str, object] | None:
    """Return the resolved data of the version in use, for rules that compare; None before the first."""
    row = _current(session, tenant, item)
    return published_data(session, row.hash) if row is not None else None


def _current(session: Session, tenant: str, item: str) -> VersionRow | None:
    return session.scalars(_CURRENT, {"tenant": tenant, "item": item}).one_or_none()
