"""Publish: lint, prove, freeze, number. A version never changes; rolling back publishes an old one again (C5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from tongban.definitions import Definition
from tongban.errors import NotFound, TongbanError
from tongban.publishing.ahead import SCHEDULED
from tongban.publishing.books import Books, Shelf
from tongban.publishing.checking import Checked, check
from tongban.publishing.memory import definition, keep_text, published_data
from tongban.publishing.proving import proven
from tongban.publishing.search import search_line
from tongban.publishing.sources import stamp
from tongban.publishing.stopping import stopped
from tongban.publishing.tables import VersionRow
from tongban.tenancy.tables import TenantRow

__all__ = [
    "data_in_force",
    "definition",
    "history",
    "in_use",
    "publish",
    "publish_checked",
    "published",
    "republish",
    "withdraw",
]

IN_USE, SUPERSEDED, WITHDRAWN = "in_use", "superseded", "withdrawn"

# put together once: every beginning of a draft asks the first, every publication all three
_MINE = (VersionRow.tenant_id == bindparam("tenant"), VersionRow.item == bindparam("item"))
_CURRENT = select(VersionRow).where(*_MINE, VersionRow.state == IN_USE)
_TAKEN = select(VersionRow).where(*_MINE, VersionRow.state.in_((IN_USE, SCHEDULED))).with_for_update()
_LAST = select(func.max(VersionRow.version)).where(*_MINE)


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
    checked = check(books.shelf, tenant, item, now=now, in_force=data_in_force(session, tenant, item))
    if prove:
        checked = proven(books.shelf, checked)
    return publish_checked(session, books.shelf, checked, by=by, now=now, change=change, effective=effective)


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
    compiled = checked.approved()
    current = _current(session, checked.tenant, checked.item)
    if current is not None and current.hash == compiled.hash:
        return current
    if checked.data is not None:
        keep_text(session, checked.data, compiled)
    return _number(session, shelf, compiled, by=by, now=now, change=change, effective=effective)


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
    return _number(session, books.shelf, definition(session, old.hash), by=by, now=now, change=told)


def withdraw(session: Session, tenant: str, item: str) -> VersionRow:
    """Take an item out of use: nobody can begin on it any more; running cases keep their version."""
    row = in_use(session, tenant, item)
    row.state = WITHDRAWN
    session.flush()
    stamp(session)
    return row


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


def _number(
    session: Session,
    shelf: Shelf,
    compiled: Definition,
    *,
    by: str,
    now: datetime,
    change: str,
    effective: datetime | None = None,
) -> VersionRow:
    """Write the next version and put it in the place of the one in use, or of the one that was to be from a day on."""
    ahead = effective is not None and effective > now
    state = SCHEDULED if ahead else IN_USE
    tenant, item = compiled.tenant, compiled.item
    mine = {"tenant": tenant, "item": item}
    # Two publications at once: the second waits here, and numbers after the first.
    taken = session.scalars(_TAKEN, mine)
    last = session.scalar(_LAST, mine) or 0
    for each in taken:
        if each.state == state:
            each.state = SUPERSEDED
    moment = effective if ahead and effective is not None else now
    rulebook = shelf.rulebook(tenant, moment.astimezone(shelf.rulebook(tenant).timezone).date())
    row = VersionRow(
        tenant_id=tenant,
        item=item,
        version=last + 1,
        hash=compiled.hash,
        title=compiled.title,
        summary=compiled.summary,
        kind=compiled.catalogue.kind,
        department=compiled.catalogue.department,
        themes=list(compiled.themes),
        on_the_spot=compiled.on_the_spot,
        search=search_line(compiled.title, compiled.keywords, compiled.summary),
        rulebook=f"{rulebook.id}@{rulebook.version}",
        calendar=shelf.calendar(tenant).version,
        state=state,
        change=change,
        published_at=now,
        published_by=by,
        effective_at=moment,
    )
    session.add(row)
    session.flush()
    stamp(session)
    return row
