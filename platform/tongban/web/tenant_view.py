"""A tenant as pages show it: name, theme and where to ask; made from the tree once a request."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from tongban.errors import NotFound
from tongban.tenancy.tables import TenantRow
from tongban.web.house import db

_parent = aliased(TenantRow)
# put together once, as nearly every page asks it
_WITH_PARENT = (
    select(TenantRow, _parent.name)
    .outerjoin(_parent, TenantRow.parent_id == _parent.id)
    .where(TenantRow.id == bindparam("tenant"))
)


@dataclass(frozen=True, slots=True)
class TenantView:
    """What header and footer say. Empty texts are left out of the page."""

    id: str
    name: str
    kind: str
    theme: str
    path: str
    parent_name: str = ""
    address: str = ""
    hours: str = ""
    phone: str = ""
    complaints: str = ""


def tenant_view(tenant_id: str) -> TenantView:
    """Show a tenant, or raise NotFound with a sentence for the reader."""
    found = db().execute(_WITH_PARENT, {"tenant": tenant_id}).one_or_none()
    if found is None:
        raise NotFound(_("没有租户“%(tenant)s”。", tenant=tenant_id))
    return view_of(found[0], found[1] or "")


def view_of(row: TenantRow, parent_name: str) -> TenantView:
    """Show a row that is already there."""
    details = {key: str(row.details.get(key) or "") for key in ("address", "hours", "phone", "complaints")}
    return TenantView(
        id=row.id,
        name=row.name,
        kind=row.kind,
        theme=row.theme,
        path=row.path,
        parent_name=parent_name,
        **details,
    )
