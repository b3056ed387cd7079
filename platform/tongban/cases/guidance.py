"""What a body sees of the cases below it, to guide and never to act (335 §10, §11; T2).

A district sees its townships, a city department its own line of business in every district. The wider scope is an
explicit grant, and the desk logs its use.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.tables import CaseRow
from tongban.database import Scope, scoped
from tongban.publishing.books import Books
from tongban.tenancy.tables import TenantRow
from tongban.tenancy.tree import subtree_scope, tenant

MOST = 200


@dataclass(frozen=True, slots=True)
class Grant:
    """Whose cases may be read, and of which items; `items` None means all of them."""

    scope: Scope
    items: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class GuidedCase:
    """One open case below, by its columns; its content stays with the body that handles it."""

    number: str
    tenant_name: str
    title: str
    state: str
    due_kind: str | None
    row: CaseRow


def grant_of(session: Session, books: Books, tenant_id: str) -> Grant:
    """Work out what a tenant guides: a department its lines in the whole city, any other body what is below it."""
    here = tenant(session, tenant_id)
    spec = books.workspace.tenants.get(tenant_id)
    if here.kind != "department" or here.parent_id is None:
        return Grant(_below(session, here), None)
    lines = frozenset(spec.lines) if spec else frozenset()
    own = frozenset(name for name, item in books.workspace.items.items() if item.department in lines)
    return Grant(_below(session, tenant(session, here.parent_id)), own)


def _below(session: Session, root: TenantRow) -> Scope:
    whole = subtree_scope(session, root, "guidance")
    return Scope(tuple(each for each in whole.reads if each != root.id), None, "guidance")


def open_cases_below(session: Session, grant: Grant) -> list[GuidedCase]:
    """List the open cases below, the earliest limit first."""
    if not grant.scope.reads:
        return []
    names = {row.id: row.name for row in session.scalars(select(TenantRow).where(TenantRow.id.in_(grant.scope.reads)))}
    asked = select(CaseRow).where(CaseRow.closed_at.is_(None))
    if grant.items is not None:
        asked = asked.where(CaseRow.item.in_(grant.items))
    with scoped(grant.scope):
        rows = session.scalars(asked.order_by(CaseRow.due_at.nulls_last(), CaseRow.number).limit(MOST)).all()
    return [GuidedCase(row.number, names[row.tenant_id], row.title, row.state, row.due_kind, row) for row in rows]
