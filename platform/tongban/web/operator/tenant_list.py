"""The tree of tenants with what each has: items published, cases open and overdue, staff. One query, however many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request, url_for
from sqlalchemy import Select, Subquery, func, or_, select
from sqlalchemy.orm import Session

from tongban.cases.tables import CaseRow
from tongban.database import Scope
from tongban.definitions.tenants import KINDS
from tongban.publishing.tables import VersionRow
from tongban.publishing.versions import IN_USE
from tongban.tenancy.accounts import StaffUser
from tongban.tenancy.tables import TenantRow
from tongban.web.guard import permitted
from tongban.web.house import db, now
from tongban.web.operator.room import blueprint, console
from tongban.web.scoping import enter

MOST_SHOWN = 500
#: the whole platform is the operator's to see in numbers; no case is opened from here
COUNTING = Scope.everywhere("operator: numbers of all tenants")


@dataclass(frozen=True, slots=True)
class TenantLine:
    """One tenant in the tree. `depth` counts from 0, the city."""

    id: str
    name: str
    kind_label: str
    division: str
    depth: int
    items: int
    open_cases: int
    overdue: int
    staff: int
    href: str


@blueprint.get("/", endpoint="tenants")
@permitted("tenant.view")
def tenants() -> str:
    enter(COUNTING)
    wanted = request.args.get("q", "").strip()[:60]
    lines = tenant_lines(db(), wanted, now())
    return render_template(
        "operator/tenants.html", tenants=lines, q=wanted, total=len(lines), most=MOST_SHOWN, console=console("tenants")
    )


def tenant_lines(session: Session, wanted: str, at: datetime) -> list[TenantLine]:
    """List tenants in the order of the tree; `wanted` is part of a name, a code or a division code."""
    return [
        TenantLine(
            id=row.id,
            name=row.name,
            kind_label=KINDS.get(row.kind, row.kind),
            division=row.division or "",
            depth=row.path.count("/"),
            items=items or 0,
            open_cases=opened or 0,
            overdue=overdue or 0,
            staff=people or 0,
            href=url_for("portal.home", tenant=row.id),
        )
        for row, items, opened, overdue, people in session.execute(_asked(wanted, at)).all()
    ]


def _asked(wanted: str, at: datetime) -> Select[TenantRow, int, int, int, int]:
    counts = [
        _count(VersionRow.tenant_id, VersionRow.state == IN_USE),
        _count(CaseRow.tenant_id, CaseRow.closed_at.is_(None)),
        _count(CaseRow.tenant_id, CaseRow.closed_at.is_(None), CaseRow.due_at < at),
        _count(StaffUser.tenant_id, StaffUser.active),
    ]
    asked = select(TenantRow, *(each.c.number for each in counts))
    for each in counts:
        asked = asked.outerjoin(each, each.c.tenant == TenantRow.id)
    if wanted:
        columns: Sequence[object] = (TenantRow.name, TenantRow.id, TenantRow.division)
        asked = asked.where(or_(*(column.contains(wanted, autoescape=True) for column in columns)))  # type: ignore[attr-defined]
    return asked.order_by(TenantRow.path).limit(MOST_SHOWN)


def _count(owner: object, *conditions: object) -> Subquery:
    asked = select(owner.label("tenant"), func.count().label("number"))  # type: ignore[attr-defined]
    return asked.where(*conditions).group_by(owner).subquery()  # type: ignore[arg-type]
