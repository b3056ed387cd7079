"""What was refused, newest first, over all tenants: who asked for what, where, and why not (T2, V5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.database import Scope
from tongban.tenancy.permissions import action_name
from tongban.tenancy.tables import AuditRow, TenantRow
from tongban.web.guard import permitted
from tongban.web.house import db
from tongban.web.operator.room import blueprint, console
from tongban.web.scoping import enter

PAGE = 50
FARTHEST = 10_000  # no page lies beyond; a database counts no farther than it can


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act that was refused, or that reached far."""

    at: datetime
    tenant: str
    actor: str
    action: str
    target: str
    allowed: bool
    note: str


@blueprint.get("/audit", endpoint="audit")
@permitted("audit.view")
def audit() -> str:
    enter(Scope.everywhere("operator: what was refused at all tenants"))
    page = min(max(1, request.args.get("page", 1, type=int)), FARTHEST)
    lines = audit_lines(db(), page)
    return render_template(
        "operator/audit.html", lines=lines[:PAGE], page=page, more=len(lines) > PAGE, console=console("audit")
    )


def audit_lines(session: Session, page: int) -> list[AuditLine]:
    """Give one page of entries and one more, which tells whether there is a next page."""
    asked = (
        select(AuditRow, TenantRow.name)
        .outerjoin(TenantRow, TenantRow.id == AuditRow.tenant_id)
        .order_by(AuditRow.at.desc(), AuditRow.id)
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    )
    return [
        AuditLine(row.at, name or "", row.actor, action_name(row.action), row.target, row.allowed, row.note)
        for row, name in session.execute(asked)
    ]
