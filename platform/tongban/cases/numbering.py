"""Whose division a number names: the nearest one up the tree."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tongban.tenancy.tables import TenantRow
from tongban.tenancy.tree import tenant as tenant_row

NO_DIVISION = "000000"


def division_of(session: Session, tenant: TenantRow) -> str:
    """Give the six digits of the nearest division up the tree: a township without a code counts with its county.

    Zeros stand for a place that has no published code, nor any above it.
    """
    division, above = tenant.division, tenant
    while division is None and above.parent_id is not None:
        above = tenant_row(session, above.parent_id)
        division = above.division
    return (division or NO_DIVISION)[:6]
