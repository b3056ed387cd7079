"""Texts that tenants keep in the database: published ones are everybody's sources, drafts their own studio's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from uuid import uuid4

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from tongban.database import Plain, Scope, scoped
from tongban.publishing.tables import DefinitionDraft, PublicationMark
from tongban.tenancy.tables import TenantRow

# every request asks it, and whoever publishes a district's items writes it for each of them
_MARK = Plain(select(PublicationMark.mark).where(PublicationMark.id == 1))
_DRAWN = Plain(update(PublicationMark).where(PublicationMark.id == 1).values(mark=bindparam("drawn")))


def stamp_of(session: Session) -> str:
    """Give the mark that changes with every publication, whoever publishes and whatever it is (C9)."""
    return str(_MARK.ask(session).scalar_one())


def stamp(session: Session) -> None:
    """Let every process know that something was published or taken out of use, once the caller has committed.

    Publications wait for one another here until the one before has ended, so each stamps before it reads what it is
    to follow and writes: two that first wrote and then waited would both be in use, or wait for each other for ever.
    """
    _DRAWN.ask(session, drawn=uuid4().hex)


@contextmanager
def _everywhere() -> Iterator[None]:
    """Read every tenant's published sources: public law, that the program must know to serve any of them."""
    with scoped(Scope.everywhere("published sources of all tenants")):
        yield


def published_texts(session: Session) -> dict[str, str]:
    """Return the published texts of all tenants by path; a path outside its tenant's own rooms is passed over.

    A root keeps what adjustments have made of its departments' folders (C4).
    """
    with _everywhere():
        rows = session.execute(
            select(DefinitionDraft.tenant_id, DefinitionDraft.path, DefinitionDraft.text).where(
                DefinitionDraft.published.is_(True)
            )
        ).all()
        roots = frozenset(session.scalars(select(TenantRow.id).where(TenantRow.parent_id.is_(None))))
    return {
        path: text for tenant, path, text in rows if is_own_path(tenant, path) or (tenant in roots and _is_shared(path))
    }


def draft_texts(session: Session, tenant: str) -> dict[str, str]:
    """Return what a tenant is changing and has not published; the caller is in the tenant's scope."""
    return {row.path: row.text for row in draft_rows(session, tenant)}


def draft_rows(session: Session, tenant: str) -> list[DefinitionDraft]:
    mine = select(DefinitionDraft).where(DefinitionDraft.tenant_id == tenant, DefinitionDraft.published.is_(False))
    return list(session.scalars(mine.order_by(DefinitionDraft.path)))


def _is_shared(path: str) -> bool:
    """Tell whether a path lies in a department's folder of the city's items; only an adjustment keeps a text there."""
    parts = path.split("/")
    return parts[0] == "item_defs" and len(parts) > 2 and not parts[1].startswith("_") and ".." not in parts


def is_own_path(tenant: str, path: str) -> bool:
    """Tell whether a path lies in a tenant's own rooms: its folder of tenants/, and its folder of item_defs/."""
    return path.startswith((f"tenants/{tenant}/", f"item_defs/{tenant}/")) and ".." not in path.split("/")


def keep(
    session: Session,
    tenant: str,
    texts: Mapping[str, str],
    *,
    published: bool,
    by: str,
    now: datetime,
    typed: Mapping[str, object] | None = None,
) -> None:
    """Write texts as a tenant's drafts or published sources, in place of what those paths had."""
    if published:
        stamp(session)
    for path, text in texts.items():
        row = session.get(DefinitionDraft, (tenant, path, published))
        if row is None:
            row = DefinitionDraft(tenant_id=tenant, path=path, published=published, typed={})
            session.add(row)
        row.text, row.updated_at, row.updated_by = text, now, by
        if typed is not None:
            row.typed = dict(typed)
    session.flush()
