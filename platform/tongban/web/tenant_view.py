"""A tenant as pages show it: name, theme and where to ask; made from the tree once a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import g
from flask_babel import gettext as _
from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session, aliased

from tongban.cases.drafts import ADDRESSED, WINDOW
from tongban.cases.tables import DraftRow
from tongban.database import Plain, as_object
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
_arrival = (
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
_ARRIVAL = Plain(_arrival)
_draft = ADDRESSED.subquery("addressed")
_ARRIVAL_AT_DRAFT = Plain(
    _arrival.add_columns(*_draft.c).outerjoin(_draft, _draft.c.draft_applicant_id == ApplicantRow.id)
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


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who comes, with what they told before; whose page they come to, and their own draft where its address names one.

    Each may be unknown.
    """

    applicant: Applicant | None = None
    profile: Mapping[str, Any] = field(default_factory=dict)
    tenant: TenantView | None = None
    draft: DraftRow | None = None


def arrival(session: Session, applicant_id: str, tenant_id: str, draft_id: str = "") -> Arrival:
    """Ask at once for all that the address and the session name; a draft only in its tenant's scope."""
    asked = {"applicant": applicant_id, "tenant": tenant_id}
    if with_draft := bool(draft_id) and not draft_id.startswith(WINDOW):
        found = _ARRIVAL_AT_DRAFT.ask(session, **asked, draft=draft_id).one_or_none()
    else:
        found = _ARRIVAL.ask(session, **asked).one_or_none()
    if found is None:
        return Arrival()
    shown = view_of(found, found.parent_name or "") if found.id is not None else None
    begun = with_draft and found.draft_id is not None
    return Arrival(
        Applicant(found.who, found.who_kind, found.who_name),
        found.profile,
        shown,
        as_object(session, DraftRow, found) if begun else None,
    )


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
