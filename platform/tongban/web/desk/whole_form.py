"""An application on one page, as a clerk types it in at the window: all sections, then the materials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from flask import request

from tongban.cases.tables import FileRow
from tongban.definitions.model import Definition
from tongban.fields.types.file import FileReference
from tongban.forms import APPLICANT_KIND, Finding, FormView, Reading, form_view, in_full, materials_asked, of_materials
from tongban.web.field_words import field_words
from tongban.web.portal.field_files import take_field_files
from tongban.web.view_words import size

#: who applies is settled before the form is opened
SETTLED = frozenset({APPLICANT_KIND})
_NONE: Mapping[str, str] = MappingProxyType({})
_OUR_OWN = ("paper.", "material.")
_CONTROLS = frozenset({"csrf_token", "action", "revision", "remove"})


@dataclass(frozen=True, slots=True)
class WindowMaterial:
    """One material at the window: scanned, on paper, or not there."""

    id: str
    name: str
    criteria: tuple[str, ...]
    formats: tuple[str, ...]
    max_mb: int
    files: tuple[str, ...]
    paper: bool
    error: str
    government: bool


@dataclass(frozen=True, slots=True)
class Problem:
    message: str
    href: str
    article: str = ""


def posted() -> dict[str, list[str]]:
    """Give what was typed into the form's own fields."""
    lists = request.form.lists()
    return {name: texts for name, texts in lists if name not in _CONTROLS and not name.startswith(_OUR_OWN)}


def whole_form_files(
    place: str, definition: Definition, typed: dict[str, list[str]]
) -> tuple[list[FileReference], list[Finding]]:
    """Take the files of all file fields of the form: at the window every field stands on the one page."""
    taken: list[FileReference] = []
    refused: list[Finding] = []
    for section in definition.sections:
        ids = {each.id for each in section.fields}
        here, wrong = take_field_files(place, section.id, section.fields, ids, typed)
        taken += here
        refused += wrong
    return taken, refused


def on_paper() -> frozenset[str]:
    """Give the materials that were handed over on paper."""
    return frozenset(name.removeprefix("paper.") for name in request.form if name.startswith("paper."))


def shown(definition: Definition, reading: Reading, findings: Sequence[Finding]) -> FormView:
    return form_view(definition, reading.answers, reading.typed, findings, settled=SETTLED, words=field_words())


def window_materials(
    definition: Definition,
    answers: Mapping[str, object],
    files: Mapping[str, Sequence[FileRow]],
    paper: frozenset[str],
    errors: Mapping[str, str],
) -> list[WindowMaterial]:
    """List the materials of this situation with what has come of each."""
    return [
        WindowMaterial(
            id=each.id,
            name=each.name,
            criteria=each.criteria,
            formats=each.formats,
            max_mb=each.max_mb,
            files=tuple(f"{row.name}（{size(row.size)}）" for row in files.get(each.id, ())),
            paper=each.id in paper,
            error=errors.get(each.id, ""),
            government=each.source == "government",
        )
        for each in materials_asked(definition, answers)
    ]


def problems(findings: Sequence[Finding], definition: Definition, errors: Mapping[str, str] = _NONE) -> list[Problem]:
    """List what is to be put right, each by the name of its field; `errors` are of uploads, by material."""
    wrong = of_materials(errors, definition)
    said = [each for each in findings if each.material not in errors]
    found = [Problem(in_full(each, definition), f"#{each.target}", each.article) for each in said]
    return [*found, *(Problem(message, f"#m-{material}") for material, message in wrong.items())]
