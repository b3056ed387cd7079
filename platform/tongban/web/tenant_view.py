"""A tenant as pages show it: name, theme and where to ask; made from the tree once a request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g
from flask_babel import gettext as _
from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session, aliased

from tongban.database import Plain
from tongban.errors import NotFound
from tongban.tenancy.applicants import Applicant
from tongban.tenancy.tables import ApplicantRow, TenantRow
from tongban.web.house import db

_parent = aliased(TenantRow)
_SHOWN = (TenantRow.id, TenantRow.name, TenantRow.kind, TenantRow.theme, TenantRow.path, TenantRow.details)
_PARENT = _parent.name.label("parent_name")
# put together once, as nearly every page asks one of them
_WITH_PARENT = Plain(
    select(*_SHOWN, _PARENT)
    .select_from(TenantRow)
    .outerjoin(_parent, TenantRow.parent_id == _parent.id)
    .where(TenantRow.id == bindparam("tenant"))
)
_ARRIVAL = Plain(
    select(
        ApplicantRow.id.label("who"),
        ApplicantRow.kind.label("who_kind"),
        ApplicantRow.name.label("who_name"),
        ApplicantRow.profile,
        *_SHOWN,
        _PARENT,
    )
    .select_from(ApplicantRow)
    .outerjoin(TenantRow, TenantRow.id == bindparam("tenant"))
    .outerjoin(_parent, TenantRow.parent_id == _parent.id)
    .where(ApplicantRow.id == bindparam("applicant"))
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
    seen: TenantView | None = g.get("tenant_seen")
    if seen is not None and seen.id == tenant_id:
        return seen
    found = _WITH_PARENT.ask(db(), tenant=tenant_id).one_or_none()
    if found is None:
        raise NotFound(_("没有租户“%(tenant)s”。", tenant=tenant_id))
    return view_of(found, found.parent_name or "")


def arrival(
    session: Session, applicant_id: str, tenant_id: str
) -> tuple[Applicant | None, dict[str, Any], TenantView | None]:
    """Ask at once who comes, with what they told before, and whose page they come to; each may be unknown."""
    found = _ARRIVAL.ask(session, applicant=applicant_id, tenant=tenant_id).one_or_none()
    if found is None:
        return None, {}, None
    shown = view_of(found, found.parent_name or "") if found.id is not None else None
    return Applicant(found.who, found.who_kind, found.who_name), found.profile, shown


def view_of(row: TenantRow | Row[Any], parent_name: str) -> TenantView:
    """Show a row that is already there, or its columns."""
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
