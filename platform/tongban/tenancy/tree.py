"""The tenant tree as it is kept: entered from specs, read by id, walked upwards and downwards (T1)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.database import Scope, by_key
from tongban.definitions import TenantSpec
from tongban.errors import NotFound, TongbanError
from tongban.tenancy.tables import TenantRow


def tenant(session: Session, tenant_id: str) -> TenantRow:
    row = by_key(session, TenantRow, tenant_id)
    if row is None:
        raise NotFound(f"没有租户“{tenant_id}”。")
    return row


def successors_of(session: Session, tenant_id: str) -> tuple[str, ...]:
    """Name who does the work of a body that has ended; empty for one that is there (36 §14(3))."""
    row = by_key(session, TenantRow, tenant_id)
    return row.successors if row is not None and row.ended is not None else ()


def all_tenants(session: Session) -> list[TenantRow]:
    return list(session.scalars(select(TenantRow).order_by(TenantRow.path)))


def subtree_scope(session: Session, root: TenantRow, reason: str) -> Scope:
    """Give the scope in which a tenant sees itself and all below it; it writes only its own rows (T2, 335 §10)."""
    below = session.scalars(select(TenantRow.id).where(TenantRow.path.startswith(root.path + "/", autoescape=True)))
    return Scope((root.id, *below), root.id, reason)


def enter_tenant(session: Session, spec: TenantSpec, now: datetime) -> TenantRow:
    """Write a tenant from its spec, or bring the row up to date with it. Codes taken by another are refused."""
    _refuse_taken(session, spec)
    parent = tenant(session, spec.parent) if spec.parent else None
    row = session.get(TenantRow, spec.id)
    if row is None:
        row = TenantRow(id=spec.id, created_at=now)
        session.add(row)
    row.name, row.kind, row.parent_id = spec.name, spec.kind, spec.parent
    row.path = f"{parent.path}/{spec.id}" if parent else spec.id
    row.division, row.uscc = spec.division, spec.uscc
    row.theme, row.calendar = spec.theme, spec.calendar
    row.details = _details(spec)
    session.flush()
    return row


def _details(spec: TenantSpec) -> dict[str, object]:
    said: dict[str, object] = {"address": spec.address, "phone": spec.phone, "aliases": list(spec.aliases)}
    if spec.listed:
        said["listed"] = True
    if spec.ended is not None:
        said |= {"ended": spec.ended, "successors": list(spec.successors)}
    if spec.seals:
        said["seals"] = dict(spec.seals)
    if spec.languages:
        said["languages"] = list(spec.languages)
    if spec.signs_as:
        said["signs_as"] = spec.signs_as
    if spec.former_names:
        said["former_names"] = list(spec.former_names)
    return said


def _refuse_taken(session: Session, spec: TenantSpec) -> None:
    for column, value, name in (
        (TenantRow.division, spec.division, "行政区划代码"),
        (TenantRow.uscc, spec.uscc, "统一社会信用代码"),
    ):
        other = session.scalar(select(TenantRow).where(column == value, TenantRow.id != spec.id)) if value else None
        if other is not None:
            raise TongbanError(f"{name}“{value}”已由“{other.name}”使用，请核对后重新填写。")
