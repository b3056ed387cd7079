"""Bring together what the handling region asked for: files and fields of its form, by the applicant or the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import fields as fields_of
from functools import cached_property

from flask import request
from flask_babel import gettext as _

from sichuan_chongqing.handling.book import Book
from sichuan_chongqing.handling.intake import KIND
from sichuan_chongqing.handling.supplying import Supply, place_of
from sichuan_chongqing.protocol.bodies import Wanted
from tongban.kit.cases import FileRow
from tongban.kit.definitions import Definition, Field, Material
from tongban.kit.forms import Finding, Reading, dump, form_view, load, read
from tongban.kit.handed_in import draft_files, remove
from tongban.kit.portal import (
    FieldPoint,
    MaterialPoint,
    MaterialRow,
    field_words,
    file_view,
    material_row,
    take_field_files,
    take_uploads,
)
from tongban.kit.published import definition
from tongban.kit.web import db, now


@dataclass
class Supplying:
    """One case that waits for its supplement. `file_href` gives the address of a file that was brought."""

    book: Book

    @cached_property
    def wanted(self) -> tuple[Wanted, ...]:
        _row, course = self.book.opened
        open_one = course.supplement is not None and not course.supplement.sent_at
        return course.supplement.wanted if course.supplement is not None and open_one else ()

    @cached_property
    def described(self) -> Definition:
        return definition(db(), self.book.opened[1].definition)

    @property
    def place(self) -> str:
        return place_of(self.book)

    @property
    def materials(self) -> list[Material]:
        named = {each.material for each in self.wanted if not each.of_form}
        return [each for each in self.described.materials if each.id in named]

    @property
    def fields(self) -> list[Field]:
        named = {each.material for each in self.wanted if each.of_form}
        return [each for each in self.described.fields if each.id in named]

    def files(self) -> dict[str, tuple[FileRow, ...]]:
        return draft_files(db(), self.place)

    def take(self) -> tuple[Reading, dict[str, str]]:
        """Take what was posted; what is right is kept, whatever becomes of the rest. Gives refusals by material."""
        if removed := request.form.get("remove"):
            remove(db(), self.place, removed)
        refused = take_uploads(self.place, self.materials)
        ids = {each.id for each in self.fields}
        posted = {name: texts for name, texts in request.form.lists() if name.split(".")[0] in ids}
        uploads, wrong = take_field_files(self.place, "", self.fields, ids, posted)
        reading = self.read(posted, uploads)
        return Reading(reading.answers, (*wrong, *reading.findings), reading.typed), refused

    def read(self, posted: Mapping[str, list[str]], uploads: object = ()) -> Reading:
        """Read what was posted into the fields that were named, and into no others."""
        _row, course = self.book.opened
        known = {**load(self.described, course.answers), KIND: course.applicant.kind}
        return read(self.described, posted, known, today=now().date(), uploads=uploads)  # type: ignore[arg-type]

    def supply(self, reading: Reading, papers: frozenset[str] = frozenset()) -> Supply:
        """Give what was brought so far, for the handling region."""
        given = dump(self.described, reading.answers)
        wrong = {each.field for each in reading.findings}
        answers = {each.id: given[each.id] for each in self.fields if each.id in given and each.id not in wrong}
        return Supply(self.files(), papers, answers)

    def points(
        self, reading: Reading, refused: Mapping[str, str], href: object, papers: frozenset[str] = frozenset()
    ) -> list[FieldPoint | MaterialPoint]:
        """Show each thing that is wanting with what was brought for it."""
        words = field_words()
        form = form_view(self.described, reading.answers, reading.typed, reading.findings, words=words)
        files = self.files()
        found: list[FieldPoint | MaterialPoint] = []
        for each in self.wanted:
            if each.of_form:
                found.append(FieldPoint(each.material, each.name, each.reason, form.field(each.material).html))
            else:
                rows = [file_view(row, href(row.id) if callable(href) else "") for row in files.get(each.material, ())]
                plain = material_row(self.described.material(each.material), rows, refused.get(each.material, ""))
                values = {one.name: getattr(plain, one.name) for one in fields_of(MaterialRow)}
                found.append(MaterialPoint(**values, reason=each.reason, paper=each.material in papers))
        return found


def missing_words(missing: list[Wanted]) -> list[Finding]:
    """Say of everything that is still wanting what is to be done."""
    return [
        Finding("missing", _("请填写“%(name)s”。", name=each.name), each.material)
        if each.of_form
        else Finding("missing", _("请上传“%(name)s”。", name=each.name), "", material=each.material)
        for each in missing
    ]
