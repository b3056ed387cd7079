"""Files handed in, as pages and the form engine see them; and their bytes, for the one whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, send_file
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from tongban.cases.earlier import source_of
from tongban.cases.file_kinds import KINDS
from tongban.cases.files import Inspected, RefusedUpload, inspect_upload
from tongban.cases.tables import FileRow
from tongban.forms import Supplied, SuppliedFile
from tongban.web.house import house
from tongban.web.view_words import day, moment, size

#: the place of a form field's file among the materials of a draft; no material's id has a dot
FIELD_FILE = "field."
_KIND_OF = {kind.media_type: kind.id for kind in KINDS.values()}


@dataclass(frozen=True, slots=True)
class FileView:
    """One file, as `components/files.html` shows it."""

    id: str
    name: str
    size: str
    at: str
    href: str
    source: str = ""  # the earlier case from which it was taken


def file_view(row: FileRow, href: str) -> FileView:
    return FileView(row.id, row.name, size(row.size), moment(row.uploaded_at), href, source_told(row))


def source_told(row: FileRow) -> str:
    """Say from which earlier case a file was taken, to the applicant and to the desk (F7)."""
    taken = source_of(row)
    return _("取自%(day)s办件 %(number)s", day=day(taken.handed_on), number=taken.number) if taken else ""


def supplied(files: Mapping[str, Sequence[FileRow]]) -> tuple[Supplied, ...]:
    """Give the files as the form engine judges them."""
    return tuple(
        Supplied(
            material, tuple(SuppliedFile(each.name, each.size, _KIND_OF.get(each.media_type, "")) for each in rows)
        )
        for material, rows in files.items()
        if not material.startswith(FIELD_FILE)
    )


def inspected(upload: FileStorage, formats: Sequence[str], max_mb: int) -> Inspected | RefusedUpload:
    """Look at one upload before anything of it is kept."""
    return inspect_upload(upload.filename or "", upload.stream, formats=formats, max_mb=max_mb)


def refused_words(upload: FileStorage, refusal: RefusedUpload) -> str:
    """Say of which file the refusal speaks, by its bare name."""
    bare = (upload.filename or "").replace("\\", "/").rpartition("/")[2][:80]
    return _("“%(name)s”没有上传：%(why)s", name=bare, why=refusal.message) if bare else refusal.message


def send(row: FileRow) -> Response:
    """Send a file's bytes as a download; a browser never opens it as a page of ours."""
    stream = house().files.open(row.sha256)
    answer = send_file(stream, mimetype=row.media_type, as_attachment=True, download_name=row.name)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
