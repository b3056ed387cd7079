"""A tenant as pages show it: name, theme and where to ask; made from the tree once a request."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.tenancy.tables import TenantRow
from tongban.tenancy.tree import tenant as tenant_row
from tongban.web.house import db


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
    row = tenant_row(db(), tenant_id)
    parent = db().get(TenantRow, row.parent_id) if row.parent_id else None
    details = {key: str(row.details.get(key) or "") for key in ("address", "hours", "phone", "complaints")}
    return TenantView(
        id=row.id,
        name=row.name,
        kind=row.kind,
        theme=row.theme,
        path=row.path,
        parent_name=parent.name if parent else "",
        **details,
    )
