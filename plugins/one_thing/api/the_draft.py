"""A caller's own draft of a bundle, as its routes see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import url_for

from one_thing.api.room import office_at
from one_thing.running.lacking import lacking
from one_thing.running.plans import Plan, kept
from tongban.kit.api import FIELD_FILE, Problem, Wrong, as_wrong, the_caller
from tongban.kit.cases import FileRow, Offer, Office, draft_files, offers
from tongban.kit.drafts import DraftRow, answers, own_elsewhere
from tongban.kit.forms import Standing, Supplied, stand
from tongban.kit.law import Applicant
from tongban.kit.portal import WALL
from tongban.kit.web import db, now


@dataclass
class Mine:
    """The draft with what was saved and uploaded so far; `again` after something was saved."""

    office: Office
    row: DraftRow
    plan: Plan
    answers: dict[str, object] = field(init=False)
    standing: Standing = field(init=False)

    def __post_init__(self) -> None:
        self.again()

    def again(self) -> None:
        self.answers = answers(db(), self.row)
        self.standing = stand(self.plan.merged.form, self.answers)

    @property
    def today(self) -> date:
        return now().astimezone(WALL).date()

    @property
    def href(self) -> str:
        return url_for("one_thing_api.application", tenant=self.row.tenant_id, application=self.row.id)

    @property
    def files(self) -> dict[str, tuple[FileRow, ...]]:
        return draft_files(db(), self.row.id)

    @property
    def materials(self) -> dict[str, tuple[FileRow, ...]]:
        """Give the files by material, without those that fields of the form hold."""
        return {place: rows for place, rows in self.files.items() if not place.startswith(FIELD_FILE)}

    @property
    def offers(self) -> dict[str, Offer]:
        """Give the caller's own licences that stand for materials: nobody sends them again (335 §32)."""
        person = the_caller()
        return offers(db(), self.plan.merged.form, Applicant(person.id, person.kind, person.name), self.today)

    def missing(self) -> list[Wrong]:
        """List what keeps it from being handed in, each at its place in what is saved."""
        handed = [Supplied(each) for each in sorted({*self.materials, *self.offers})]
        found, further = lacking(self.plan, self.answers, self.row.typed, handed, self.today)
        return [*as_wrong(found), *(Wrong("/answers", "of_an_item", each) for each in further)]

    def files_told(self) -> list[dict[str, Any]]:
        return [file_told(self, each) for rows in self.files.values() for each in rows]

    def must_be_open(self) -> None:
        if self.row.number is not None:
            raise Problem(409, f"这份申请已经提交，编号为 {self.row.number}，不能再改动。")


def file_told(mine: Mine, row: FileRow) -> dict[str, Any]:
    """Tell a file as the core's uploads do."""
    told = {"file": row.id, "item": mine.row.item, "place": row.material, "name": row.name}
    return {**told, "media_type": row.media_type, "size": row.size, "sha256": row.sha256}


def mine_at(tenant: str, application: str, *, lock: bool = False) -> Mine:
    """Find the caller's own draft; any other looks like one that is not there (T2)."""
    office = office_at(tenant)
    row = own_elsewhere(db(), the_caller().id, application, lock=lock)
    return Mine(office, row, kept(db(), tenant, row.definition_hash))
