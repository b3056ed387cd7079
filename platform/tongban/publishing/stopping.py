"""Stop taking applications for an item that the catalogue gave up, and say so; running cases finish (C4)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.errors import NotFound
from tongban.publishing.sources import stamp
from tongban.publishing.tables import VersionRow

#: by an adjustment of the catalogue; unlike a version that was withdrawn, it does not come back by itself
CANCELLED = "cancelled"
_COMES = ("in_use", "scheduled")


def stop_intake(session: Session, tenant: str, item: str) -> None:
    """Take no more applications; what was to come into use later does not. Done twice, it comes to the same."""
    mine = (VersionRow.tenant_id == tenant, VersionRow.item == item, VersionRow.state.in_(_COMES))
    if session.scalar(select(VersionRow.version).where(*mine).limit(1)) is None:
        return
    stamp(session)
    for row in session.scalars(select(VersionRow).where(*mine).execution_options(populate_existing=True)):
        row.state = CANCELLED
    session.flush()


def stopped(session: Session, tenant: str, item: str) -> NotFound | None:
    """Say in words, with the article, that an item was given up; None where it was not."""
    mine = select(VersionRow).where(VersionRow.tenant_id == tenant, VersionRow.item == item)
    row = session.scalars(mine.order_by(VersionRow.version.desc()).limit(1)).one_or_none()
    if row is None or row.state != CANCELLED:
        return None
    told = f"“{row.title}”已经按政务服务事项目录的调整停止受理新的申请；已经受理的办件继续办结。"
    return NotFound(told, article="36 §14")
