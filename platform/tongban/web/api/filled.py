"""What was filled in, read by the form engine: JSON becomes what a browser would have posted, and is judged alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.tables import FileRow
from tongban.definitions.model import Definition
from tongban.errors import TongbanError
from tongban.fields import Typed, placed
from tongban.fields.types.file import FileReference
from tongban.forms import Finding, all_fields, options_of
from tongban.forms.asked import type_of
from tongban.web.api.exchange import pointer_part
from tongban.web.problems import Wrong

#: the place of a form field's file among the materials; no material's id has a dot
FIELD_FILE = "field."


def as_typed(definition: Definition, answers: Mapping[str, object]) -> tuple[Typed, list[Finding]]:
    """Turn answers in their JSON form into what would have been typed; what is not of that form is told."""
    typed: dict[str, Sequence[str]] = {}
    findings: list[Finding] = []
    known = {each.id: each for each in all_fields(definition)}
    for name, data in answers.items():
        field = known.get(name)
        if field is None:
            findings.append(Finding("unknown_field", f"事项“{definition.title}”没有名为“{name}”的字段。", name))
        elif data is not None:
            try:
                value = type_of(field).from_json(data, options_of(field))
                typed |= placed(type_of(field).typed(value, options_of(field)), name)
            except TongbanError as error:
                findings.append(Finding("wrong_form", error.message, name, label=field.label))
    return typed, findings


def named_files(
    session: Session, place: str, materials: Mapping[str, Sequence[str]]
) -> tuple[dict[str, tuple[FileRow, ...]], list[Wrong]]:
    """Find the files that a request names, among those waiting at the applicant's own place."""
    waiting = {row.id: row for row in _waiting(session, place)}
    found: dict[str, tuple[FileRow, ...]] = {}
    wrong: list[Wrong] = []
    for material, names in materials.items():
        for number, name in enumerate(names):
            row = waiting.get(name)
            if row is None or row.material != material:
                pointer = f"/materials/{pointer_part(material)}/{number}"
                wrong.append(Wrong(pointer, "unknown_file", "没有为这项材料上传过这个文件，请先上传。"))
            elif row not in found.get(material, ()):
                found[material] = (*found.get(material, ()), row)
    return found, wrong


def uploads(session: Session, place: str) -> tuple[FileReference, ...]:
    """Give the files that wait for fields of the form, as the form engine knows them."""
    rows = (row for row in _waiting(session, place) if row.material.startswith(FIELD_FILE))
    return tuple(FileReference(row.id, row.name) for row in rows)


def _waiting(session: Session, place: str) -> Iterable[FileRow]:
    return session.scalars(select(FileRow).where(FileRow.draft_id == place, FileRow.case_number.is_(None)))


def as_wrong(findings: Iterable[Finding]) -> list[Wrong]:
    """Point each finding at the place in the body where it can be put right; each is told once."""
    told: dict[tuple[str, str], Wrong] = {}
    for each in findings:
        if each.material:
            pointer = f"/materials/{pointer_part(each.material)}"
        else:
            pointer = f"/answers/{pointer_part(each.field)}" if each.field else "/answers"
        part = f"（{each.part}）" if each.part else ""
        told.setdefault((pointer, each.message), Wrong(pointer, each.code, f"{each.message}{part}"))
    return list(told.values())
