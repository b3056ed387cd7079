"""Find bundles: an applicant's own, and those that a tenant leads."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from one_thing.running.tables import BundleRow, PartRow
from tongban.kit.definitions import NotFound

MOST = 100


def bundles_of(session: Session, applicant_id: str, most: int = MOST) -> list[BundleRow]:
    """List an applicant's bundles at the tenant in scope, the newest first."""
    asked = select(BundleRow).where(BundleRow.applicant_id == applicant_id).order_by(BundleRow.begun_at.desc())
    return list(session.scalars(asked.limit(most)))


def own_bundle(session: Session, applicant_id: str, number: str) -> BundleRow:
    """Find an applicant's own bundle; another's looks like one that is not there (T2)."""
    row = bundle_in_scope(session, number)
    if row.applicant_id != applicant_id:
        raise NotFound(f"没有找到一件事“{number}”，请核对编号，或者用申请时的账号登录。")
    return row


def bundle_in_scope(session: Session, number: str) -> BundleRow:
    found: BundleRow | None = session.scalar(select(BundleRow).where(BundleRow.number == number.strip().upper()))
    if found is None:
        raise NotFound(f"没有找到一件事“{number}”，请核对编号。")
    return found


def led(session: Session, state: str) -> list[BundleRow]:
    """List the bundles that the tenant in scope leads, the earliest first; by index."""
    asked = select(BundleRow).where(BundleRow.state == state).order_by(BundleRow.begun_at, BundleRow.number)
    return list(session.scalars(asked.limit(MOST)))


def parts_by_bundle(session: Session, numbers: Sequence[str]) -> dict[str, list[PartRow]]:
    """Gather the parts of several bundles in one question."""
    asked = select(PartRow).where(PartRow.number.in_(numbers)).order_by(PartRow.number, PartRow.place)
    found: dict[str, list[PartRow]] = {number: [] for number in numbers}
    for row in session.scalars(asked):
        found[row.number].append(row)
    return found
