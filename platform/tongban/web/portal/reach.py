"""Which tenants a portal shows: its own, those below it, those above it, and the departments of those above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from tongban.database import Scope
from tongban.errors import NotFound
from tongban.publishing import VersionRow
from tongban.tenancy.tables import TenantRow
from tongban.web.house import db
from tongban.web.scoping import enter
from tongban.web.tenant_view import TenantView, tenant_view, view_of
from tongban.web.view_words import show_tenant

_me, _above = aliased(TenantRow), aliased(TenantRow)
# put together once: every public page asks it, and putting it together costs more than the answer
_WITHIN_REACH = (
    select(TenantRow)
    .join(_me, _me.id == bindparam("tenant"))
    .outerjoin(_above, TenantRow.parent_id == _above.id)
    .where(
        or_(
            TenantRow.id == _me.id,
            TenantRow.path.startswith(_me.path + "/"),
            _me.path.startswith(TenantRow.path + "/"),
            and_(TenantRow.kind == "department", _me.path.startswith(_above.path + "/")),
        )
    )
    .order_by(TenantRow.path)
)


@dataclass(frozen=True, slots=True)
class Reach:
    """A portal's tenants; published items of all of them may be read, nothing may be written."""

    here: TenantRow
    tenants: dict[str, TenantRow]

    def name(self, tenant_id: str) -> str:
        return self.tenants[tenant_id].name

    def distance(self, tenant_id: str) -> tuple[int, str]:
        """Order offices by nearness: this one, those above it, departments, those below."""
        row, here = self.tenants[tenant_id], self.here
        if row.id == here.id:
            return 0, row.path
        if here.path.startswith(f"{row.path}/"):
            return 1, row.path
        return (2 if row.kind == "department" else 3), row.path

    def nearest(self, rows: Iterable[VersionRow]) -> list[list[VersionRow]]:
        """Gather versions by item, each item's offices the nearest first, in the order in which the items came."""
        found: dict[str, list[VersionRow]] = {}
        for row in rows:
            found.setdefault(row.item, []).append(row)
        return [sorted(offices, key=lambda each: self.distance(each.tenant_id)) for offices in found.values()]


def arrive(tenant: str) -> TenantView:
    """Show a tenant's own page; the scope is the tenant's already."""
    view = tenant_view(tenant)
    show_tenant(view)
    return view


def arrive_with(tenant: str, more: Select[str], reason: str) -> None:
    """Show a tenant's own page that reads other tenants' rows too, and enter the scope for them, in one query."""
    above = aliased(TenantRow)
    asked = select(TenantRow, above.name).outerjoin(above, TenantRow.parent_id == above.id)
    rows = {
        row.id: (row, parent)
        for row, parent in db().execute(asked.where(or_(TenantRow.id == tenant, TenantRow.id.in_(more))))
    }
    if tenant not in rows:
        raise NotFound(_("没有租户“%(tenant)s”。", tenant=tenant))
    here, parent = rows[tenant]
    show_tenant(view_of(here, parent or ""))
    enter(Scope(tuple(rows), None, reason))


def browse(tenant: str) -> Reach:
    """Show a page that reads what all tenants within reach have published, and enter the scope for it."""
    rows = {row.id: row for row in db().scalars(_WITHIN_REACH, {"tenant": tenant})}
    here = rows.get(tenant)
    if here is None:
        raise NotFound(_("没有租户“%(tenant)s”。", tenant=tenant))
    parent = rows.get(here.parent_id or "")
    show_tenant(view_of(here, parent.name if parent else ""))
    enter(Scope(tuple(rows), None, "public catalogue of a portal"))
    return Reach(here, rows)
