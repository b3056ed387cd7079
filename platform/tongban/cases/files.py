"""Files handed in: bytes under their SHA-256 in a folder or object store, rows that say what each is for (F4)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import BinaryIO, cast
from uuid import uuid4

from fsspec.core import url_to_fs
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tongban.cases.file_kinds import KINDS
from tongban.cases.inspection import Inspected, RefusedUpload, inspect_upload
from tongban.cases.tables import CaseRow, FileRow
from tongban.errors import NotFound, TongbanError

__all__ = [
    "SURVEY_FILE",
    "FileStore",
    "Inspected",
    "RefusedUpload",
    "attach",
    "attach_to_case",
    "case_files",
    "draft_files",
    "file_of_case",
    "file_of_draft",
    "give_to_case",
    "inspect_upload",
    "move_to_case",
    "remove",
    "replace",
    "supplement_place",
]

MOST_FILES = 20  # for one material
SCAN_MB = 50
#: the place of a survey's files among the materials of a case: this and the step; no material's id has a dot
SURVEY_FILE = "survey."
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_PIECE = 64 * 1024


class FileStore:
    """Bytes by their SHA-256, by folders of two digits. What is there never changes; putting twice is once."""

    def __init__(self, url: str) -> None:
        self._system, root = url_to_fs(url)
        self._root = str(root).rstrip("/")
        self._incoming = f"{self._root}/incoming"

    def put(self, content: bytes | BinaryIO) -> str:
        """Store bytes or a stream from its beginning; returns the SHA-256. A half-written file never has that name.

        What is there already is written again: its time tells `forget` that somebody has just brought it.
        """
        digest = _digest(content)
        path = self._path(digest)
        passing = self.begin()
        self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
        with self._system.open(passing, "wb") as target:
            for piece in _pieces(content):
                target.write(piece)
        self._system.mv(passing, path)
        return digest

    def begin(self) -> str:
        """Name a place in which bytes may be written that have no name yet."""
        self._system.makedirs(self._incoming, exist_ok=True)
        return f"{self._incoming}/{uuid4().hex}"

    def forget_halves(self, before: datetime) -> None:
        """Remove what was begun before a moment and never came under its name: whoever wrote it was killed."""
        if not self._system.exists(self._incoming):
            return
        for half in self._system.ls(self._incoming, detail=False):
            with suppress(FileNotFoundError):  # it came under its name, or another worker was first
                if self._system.modified(half) < before:
                    self._system.rm(half)

    def forget(self, digest: str, before: datetime) -> bool:
        """Remove bytes that were last brought before a moment. The caller knows that nothing names them."""
        if not self.exists(digest) or self._system.modified(self._path(digest)) >= before:
            return False
        self._system.rm(self._path(digest))
        return True

    def get(self, digest: str) -> bytes:
        """Return the bytes; raises NotFound where there are none, TongbanError where they were changed."""
        with self.open(digest) as content:
            found = content.read()
        if hashlib.sha256(found).hexdigest() != digest:
            raise TongbanError("文件内容与登记的摘要不符，可能已被改动，请联系运维人员核查。")
        return found

    def open(self, digest: str) -> BinaryIO:
        """Open for reading in pieces; raises NotFound."""
        if not self.exists(digest):
            raise NotFound("没有找到这个文件。")
        return cast(BinaryIO, self._system.open(self._path(digest), "rb"))

    def exists(self, digest: str) -> bool:
        return bool(_SHA256.match(digest)) and bool(self._system.exists(self._path(digest)))

    def _path(self, digest: str) -> str:
        return f"{self._root}/{digest[:2]}/{digest}"


def attach(
    session: Session, store: FileStore, inspected: Inspected, *, draft_id: str, material: str, now: datetime
) -> FileRow:
    """Store an inspected file and note it for a material of a draft. The caller knows whose it is, and commits."""
    with_it = draft_files(session, draft_id).get(material, ())
    if len(with_it) >= MOST_FILES:
        inspected.close()
        raise TongbanError(f"一项材料最多上传 {MOST_FILES} 个文件，请合并后再上传。")
    again = next((row for row in with_it if row.sha256 == inspected.sha256 and row.name == inspected.name), None)
    try:
        digest = store.put(inspected.content)
    finally:
        inspected.close()
    if again is not None:  # the same file chosen twice, or the same post sent twice
        return again
    row = FileRow(
        id=uuid4().hex,
        draft_id=draft_id,
        material=material,
        revision=1,
        name=inspected.name,
        media_type=inspected.kind.media_type,
        size=inspected.size,
        sha256=digest,
        uploaded_at=now,
    )
    session.add(row)
    session.flush()
    return row


def attach_to_case(
    session: Session, store: FileStore, number: str, material: str, name: str, content: bytes, now: datetime
) -> FileRow:
    """Add a file to a case directly: a scan made at the window. It is inspected like any other; raises TongbanError."""
    answer = inspect_upload(name, BytesIO(content), formats=tuple(KINDS), max_mb=SCAN_MB)
    if isinstance(answer, RefusedUpload):
        raise TongbanError(answer.message)
    place = supplement_place(number)
    row = attach(session, store, answer, draft_id=place, material=material, now=now)
    row.case_number, row.revision = number, _last_revision(session, number, material) + 1
    session.flush()
    return row


def replace(
    session: Session, store: FileStore, inspected: Inspected, *, draft_id: str, file_id: str, now: datetime
) -> FileRow:
    """Put a file in the place of another of the same draft and material."""
    old = file_of_draft(session, draft_id, file_id)
    remove(session, draft_id, file_id)
    return attach(session, store, inspected, draft_id=draft_id, material=old.material, now=now)


def remove(session: Session, draft_id: str, file_id: str) -> None:
    """Take a file out of a draft. A file of a case stays: what was handed in is part of its history."""
    session.delete(file_of_draft(session, draft_id, file_id))
    session.flush()


def draft_files(session: Session, draft_id: str) -> dict[str, tuple[FileRow, ...]]:
    """Return a draft's files by material, in the order in which they came."""
    asked = select(FileRow).where(FileRow.draft_id == draft_id, FileRow.case_number.is_(None))
    return _by_material(session.scalars(asked.order_by(FileRow.uploaded_at, FileRow.id)).all())


def case_files(session: Session, number: str) -> dict[str, tuple[FileRow, ...]]:
    """Return a case's files by material, the oldest revision first."""
    asked = select(FileRow).where(FileRow.case_number == number)
    return _by_material(session.scalars(asked.order_by(FileRow.revision, FileRow.uploaded_at, FileRow.id)).all())


def file_of_draft(session: Session, draft_id: str, file_id: str) -> FileRow:
    """Return one file of a draft; raises NotFound for any other file."""
    asked = select(FileRow).where(FileRow.id == file_id, FileRow.draft_id == draft_id, FileRow.case_number.is_(None))
    return _there(session.scalar(asked))


def file_of_case(session: Session, number: str, file_id: str) -> FileRow:
    """Return one file of a case; raises NotFound for any other file."""
    return _there(session.scalar(select(FileRow).where(FileRow.id == file_id, FileRow.case_number == number)))


def move_to_case(session: Session, draft_id: str, number: str) -> dict[str, tuple[FileRow, ...]]:
    """Hand a draft's files over to its case; what was handed in before keeps its revision, this is the next one."""
    if session.scalar(select(CaseRow.number).where(CaseRow.number == number)) is None:
        raise NotFound(f"没有找到办件“{number}”。")
    moved = draft_files(session, draft_id)
    for material, rows in moved.items():
        revision = _last_revision(session, number, material) + 1
        for row in rows:
            row.case_number, row.revision = number, revision
    session.flush()
    return moved


def give_to_case(
    session: Session, rows: Sequence[FileRow], number: str, material: str, now: datetime
) -> tuple[FileRow, ...]:
    """Give a case of the tenant in scope its own rows of files that were handed in elsewhere; the bytes are the same.

    Several applications may rest on one paper (ORD §42). The caller knows that whoever handed it in is the applicant.
    """
    revision = _last_revision(session, number, material) + 1
    given = tuple(
        FileRow(
            id=uuid4().hex,
            draft_id=None,
            case_number=number,
            material=material,
            revision=revision,
            name=each.name,
            media_type=each.media_type,
            size=each.size,
            sha256=each.sha256,
            uploaded_at=now,
        )
        for each in rows
    )
    session.add_all(given)
    session.flush()
    return given


def supplement_place(number: str) -> str:
    """Name the place where files wait while an applicant puts a case right; `move_to_case` hands them over."""
    return "supply-" + hashlib.sha256(number.encode()).hexdigest()[:32]


def _last_revision(session: Session, number: str, material: str) -> int:
    asked = select(func.max(FileRow.revision)).where(FileRow.case_number == number, FileRow.material == material)
    return session.scalar(asked) or 0


def _by_material(rows: Sequence[FileRow]) -> dict[str, tuple[FileRow, ...]]:
    found: dict[str, tuple[FileRow, ...]] = {}
    for row in rows:
        found[row.material] = (*found.get(row.material, ()), row)
    return found


def _there(row: FileRow | None) -> FileRow:
    if row is None:
        raise NotFound("没有找到这个文件。")
    return row


def _digest(content: bytes | BinaryIO) -> str:
    digest = hashlib.sha256()
    for piece in _pieces(content):
        digest.update(piece)
    return digest.hexdigest()


def _pieces(content: bytes | BinaryIO) -> list[bytes] | _Reading:
    return [content] if isinstance(content, bytes) else _Reading(content)


class _Reading:
    """A stream from its beginning, in pieces."""

    def __init__(self, content: BinaryIO) -> None:
        self._content = content

    def __iter__(self) -> _Reading:
        self._content.seek(0)
        return self

    def __next__(self) -> bytes:
        if piece := self._content.read(_PIECE):
            return piece
        raise StopIteration
