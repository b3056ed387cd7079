"""Files that a program uploaded and no application took: kept for a stated time, then removed (F4)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import groupby

import structlog
from sqlalchemy import select

from tongban.cases.files import FileStore
from tongban.cases.tables import DocumentRow, FileRow
from tongban.database import Scope, Sessions, scoped

log = structlog.get_logger()

HALF_WRITTEN = timedelta(days=1)  # no upload takes so long
_PLACE = "api-"  # no draft and no place of a supplement is named so


def waiting_place(applicant_id: str, tenant: str, item: str) -> str:
    """Name the place where an applicant's files wait until an application takes them; nobody else's can be named."""
    return _PLACE + hashlib.sha256(f"{applicant_id}\n{tenant}\n{item}".encode()).hexdigest()[:36]


def remove_unused(sessions: Sessions, store: FileStore, now: datetime, keep: timedelta, *, batch: int = 200) -> int:
    """Remove files that have waited longer than `keep`, and their bytes where nothing else has them; returns how many.

    What an applicant keeps in a draft on the pages is the applicant's own and stays. What a killed writer left half
    written goes too. Safe to run twice, anywhere.
    """
    _forget_halves(store, now - HALF_WRITTEN)
    found = _waiting_since(sessions, now - keep, batch)
    if not found:
        return 0
    removed: set[str] = set()
    for tenant, group in groupby(found, key=lambda each: each[0]):
        removed |= _remove(sessions, tenant, [file_id for _, file_id in group])
    for digest in removed - _named(sessions, removed):
        _forget(store, digest, now - keep)
    return len(found)


def _waiting_since(sessions: Sessions, before: datetime, batch: int) -> list[tuple[str, str]]:
    with scoped(Scope.everywhere("sweep")):
        asked = select(FileRow.tenant_id, FileRow.id).where(
            FileRow.case_number.is_(None), FileRow.uploaded_at < before, FileRow.draft_id.startswith(_PLACE)
        )
        rows = sessions().execute(asked.order_by(FileRow.uploaded_at, FileRow.id).limit(batch))
        found = sorted((tenant, file_id) for tenant, file_id in rows)
    sessions.remove()
    return found


def _remove(sessions: Sessions, tenant: str, file_ids: Collection[str]) -> set[str]:
    """Remove the rows of one tenant that wait still; an application may have taken one since we looked."""
    with scoped(tenant):
        asked = select(FileRow).where(FileRow.id.in_(file_ids), FileRow.case_number.is_(None))
        rows = sessions().scalars(asked.with_for_update()).all()
        for row in rows:
            sessions().delete(row)
        sessions().commit()
    sessions.remove()
    return {row.sha256 for row in rows}


def _named(sessions: Sessions, digests: Collection[str]) -> set[str]:
    """Return those of these bytes that another file or a document has."""
    with scoped(Scope.everywhere("sweep")):
        files = sessions().scalars(select(FileRow.sha256).where(FileRow.sha256.in_(digests))).all()
        sealed = sessions().scalars(select(DocumentRow.pdf).where(DocumentRow.pdf.in_(digests))).all()
    sessions.remove()
    return {each for each in (*files, *sealed) if each}


def _forget_halves(store: FileStore, before: datetime) -> None:
    try:
        store.forget_halves(before)
    except OSError:
        log.exception("half-written files could not be removed")


def _forget(store: FileStore, digest: str, before: datetime) -> None:
    """Remove bytes that nothing names; what cannot be removed is logged, and holds up nobody else."""
    try:
        store.forget(digest, before)
    except OSError:
        log.exception("bytes could not be removed", digest=digest)
