"""Sign a version of a licence, and find a licence that was altered since (V5, E4)."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.licences.issuing import COLUMNS, FIRST
from tongban.cases.licences.tables import LicenceRow, LicenceVersionRow
from tongban.notices import SealKey
from tongban.notices.statement import canonical, digest_of, judge


def sign(version: LicenceVersionRow, key: SealKey, now: datetime) -> None:
    """Sign a version; one that is signed stays as it is."""
    if version.signature is None:
        version.signature = b64encode(key.sign(canonical(version.body))).decode()
        version.certificate, version.signed_at = b64encode(key.certificate).decode(), now


def problem_of(session: Session, row: LicenceRow, roots: Sequence[bytes]) -> str:
    """Say what is wrong with a licence's record, in one sentence; nothing where all of it is as it was issued.

    The caller is in the scope of the tenant that keeps it.
    """
    asked = select(LicenceVersionRow).where(LicenceVersionRow.code == row.code).order_by(LicenceVersionRow.version)
    versions = session.scalars(asked).all()
    previous = FIRST
    for place, each in enumerate(versions, start=1):
        if each.version != place or each.body["previous"] != previous or digest_of(each.body) != each.hash:
            return f"第 {place} 版的记录有过改动，或者缺少一版。"
        if each.signature is not None and each.certificate is not None:
            found = judge(
                each.body, b64decode(each.signature), b64decode(each.certificate), roots, each.signed_at or each.at
            )
            if found.problem:
                return f"第 {place} 版：{found.problem}"
        previous = each.hash
    return _row_problem(row, versions[-1]) if versions else "没有颁发记录。"


def _row_problem(row: LicenceRow, newest: LicenceVersionRow) -> str:
    said = {name: getattr(row, name) for name in COLUMNS}
    said["issued_on"] = row.issued_on.isoformat()
    said["valid_until"] = row.valid_until.isoformat() if row.valid_until else None
    if any(
        newest.body.get(name, "") != value for name, value in said.items()
    ):  # an older version lacks the newest column
        return "登记的内容与最新一版的签名内容不一致。"
    return ""


def is_sealed(session: Session, row: LicenceRow) -> bool:
    return session.get_one(LicenceVersionRow, (row.tenant_id, row.code, row.version)).signature is not None
