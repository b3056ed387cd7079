"""Record and photographs of a survey: kept while its form is put right, then the case's own (XK 34; ORD §41)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from tongban.cases import files
from tongban.cases.files import SURVEY_FILE, RefusedUpload, draft_files, move_to_case
from tongban.cases.tables import CaseRow, FileRow
from tongban.definitions.model import Definition
from tongban.errors import TongbanError
from tongban.law import Case
from tongban.web.desk.acts.act import Kept
from tongban.web.house import db, house, now
from tongban.web.portal.files_view import FileView, file_view, inspected, refused_words
from tongban.web.view_words import day, size

FORMATS = ("pdf", "jpg", "png")
LARGEST_MB = 20


@dataclass(frozen=True, slots=True)
class SurveyView:
    """One survey that was held: when, by whom, what was found, and what was brought back."""

    name: str
    held_on: str
    present: str
    findings: str
    files: tuple[FileView, ...]


def waiting(number: str, step: str) -> tuple[FileRow, ...]:
    """Give what was uploaded for a survey whose record is not on file yet."""
    return draft_files(db(), _place(number, step)).get(SURVEY_FILE + step, ())


def kept(number: str, step: str) -> tuple[Kept, ...]:
    """Give the same as the form shows them."""
    return tuple(Kept(each.id, each.name, size(each.size), each.sha256) for each in waiting(number, step))


def take(number: str, step: str) -> list[str]:
    """Keep what was uploaded, take out what is not wanted, and say why something was refused."""
    if wanted := request.form.get("remove"):
        files.remove(db(), _place(number, step), wanted)
    refused = []
    for upload in request.files.getlist("files"):
        if not upload.filename:
            continue
        answer = inspected(upload, FORMATS, LARGEST_MB)
        if isinstance(answer, RefusedUpload):
            refused.append(refused_words(upload, answer))
            continue
        try:
            files.attach(
                db(),
                house().files,
                answer,
                draft_id=_place(number, step),
                material=SURVEY_FILE + step,
                now=now(),
            )
        except TongbanError as refusal:
            refused.append(refusal.message)
    return refused


def hand_over(number: str, step: str) -> None:
    """Let the files be the case's, with the record that names them."""
    move_to_case(db(), _place(number, step), number)


def surveys_of(
    row: CaseRow, case: Case, described: Definition, held: Mapping[str, Sequence[FileRow]]
) -> list[SurveyView]:
    """List the surveys that were held, each with its own files."""
    found = []
    for each in case.surveys:
        if each.held_on is None:
            continue
        own = [one for one in held.get(SURVEY_FILE + each.step, ()) if one.sha256 in each.files]
        views = tuple(file_view(one, url_for("desk.file", number=row.number, file_id=one.id)) for one in own)
        present = _("、").join(each.present)
        found.append(SurveyView(described.step(each.step).name, day(each.held_on), present, each.findings, views))
    return found


def _place(number: str, step: str) -> str:
    """Name the place where files wait for the record of a survey."""
    return "survey-" + hashlib.sha256(f"{number}\n{step}".encode()).hexdigest()[:32]
