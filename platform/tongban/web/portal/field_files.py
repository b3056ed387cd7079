"""Files of form fields: taken with the page that was sent, refused with a reason at the field (F4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from flask import request

from tongban.cases.files import RefusedUpload, attach, draft_files, remove
from tongban.definitions.model import Field
from tongban.fields.types.file import FileOptions, FileReference
from tongban.forms import Finding
from tongban.web.house import db, house, now
from tongban.web.portal.files_view import FIELD_FILE, inspected, refused_words


def take_field_files(
    place: str, section: str, fields: Iterable[Field], shown: Collection[str], posted: dict[str, list[str]]
) -> tuple[list[FileReference], list[Finding]]:
    """Take the files of file fields, each in the place of the one before; what was posted then names them."""
    taken: list[FileReference] = []
    refused: list[Finding] = []
    for field in fields:
        upload = request.files.get(field.id)
        if field.type != "file" or not upload or not upload.filename or field.id not in shown:
            continue
        assert isinstance(field.options, FileOptions)
        answer = inspected(upload, field.options.formats, field.options.max_mb)
        if isinstance(answer, RefusedUpload):
            message = refused_words(upload, answer)
            refused.append(Finding(answer.code, message, field.id, label=field.label, section=section))
            continue
        material = f"{FIELD_FILE}{field.id}"
        for old in draft_files(db(), place).get(material, ()):
            remove(db(), place, old.id)
        row = attach(db(), house().files, answer, draft_id=place, material=material, now=now())
        taken.append(FileReference(row.id, row.name))
        posted[f"{field.id}.kept"], posted[f"{field.id}.kept_name"] = [row.id], [row.name]
    return taken, refused
