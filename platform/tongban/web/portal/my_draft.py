"""An applicant's own draft as its pages see it: definition, answers, pages in order, and what it still lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import Any

from flask import g, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from tongban.cases import drafts
from tongban.cases.files import draft_files
from tongban.cases.licences.offers import Offer, offers
from tongban.cases.tables import DraftRow, FileRow
from tongban.definitions import Definition
from tongban.errors import NotFound
from tongban.forms import SITUATION, Finding, Standing, Supplied, all_sections, in_full, materials_asked, stand
from tongban.forms.checking import check
from tongban.web.guard import note_refusal
from tongban.web.house import db, now
from tongban.web.people import the_applicant, the_law_s
from tongban.web.portal.files_view import supplied
from tongban.web.portal.reach import arrive
from tongban.web.view_words import WALL, moment


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One page of an application, as the progress bar shows it. `state`: done, current, todo."""

    id: str
    label: str
    href: str
    state: str = "todo"


@dataclass(frozen=True, slots=True)
class DraftHead:
    """The head of each page (`components/draft.html`)."""

    id: str
    item_title: str
    saved_at: str
    autosave_href: str = ""


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """What is wrong, and where it is put right."""

    message: str
    href: str


@dataclass(frozen=True)
class MyDraft:
    """A draft that is the person's own and not yet handed in; `room` names the blueprint whose pages keep it."""

    row: DraftRow
    definition: Definition
    answers: Mapping[str, object]
    room: str = "portal"
    begun_at: str = ""  # the address of the page from which it was begun; empty: the item's guide

    @property
    def tenant(self) -> str:
        return self.row.tenant_id

    @cached_property
    def standing(self) -> Standing:
        return stand(self.definition, self.answers)

    @cached_property
    def files(self) -> dict[str, tuple[FileRow, ...]]:
        """Give the files by material; those of form fields are under `field.<id>`."""
        return draft_files(db(), self.row.id)

    @cached_property
    def offers(self) -> dict[str, Offer]:
        """Give the licences of the applicant's own that stand for materials, by material (335 §32)."""
        return offers(db(), self.definition, the_law_s(the_applicant()), now().astimezone(WALL).date())

    @property
    def handed(self) -> tuple[Supplied, ...]:
        """Give what would be handed in now: what was uploaded, and what licences stand for."""
        there = supplied(self.files)
        return (*there, *(Supplied(each) for each in self.offers if each not in self.files))

    @cached_property
    def pages(self) -> tuple[DraftPage, ...]:
        """Give the pages that this situation has, in order."""
        found = []
        for section in all_sections(self.definition):
            if section.id == SITUATION and self.definition.situation:
                found.append(DraftPage("questions", section.title, self.href("questions")))
            elif section.id != SITUATION and section.id in self.standing.sections:
                found.append(DraftPage(section.id, section.title, self.href("section", section=section.id)))
        if materials_asked(self.definition, self.answers, self.standing):
            found.append(DraftPage("materials", _("上传材料"), self.href("materials")))
        return (*found, DraftPage("review", _("核对提交"), self.href("review")))

    @property
    def first_page(self) -> str:
        """Give the address of the first page on which something is still to be done."""
        lacking = {self.page_of(each) for each in self.findings()}
        return next((page.href for page in self.pages if page.id in lacking), self.pages[-1].href)

    def steps(self, current: str) -> list[DraftPage]:
        place = [page.id for page in self.pages].index(current)
        states = ("done", "current", "todo")
        return [replace(page, state=states[(at >= place) + (at > place)]) for at, page in enumerate(self.pages)]

    def after(self, page_id: str) -> str:
        """Give the address of the page that follows."""
        place = [page.id for page in self.pages].index(page_id)
        return self.pages[min(place + 1, len(self.pages) - 1)].href

    def before(self, page_id: str) -> str:
        """Give the address of the page before; of the guide, before the first."""
        place = [page.id for page in self.pages].index(page_id)
        if place == 0:
            return self.begun_at or url_for("portal.guide", tenant=self.tenant, item=self.definition.item)
        return self.pages[place - 1].href

    def head(self, autosave_href: str = "") -> DraftHead:
        return DraftHead(self.row.id, self.definition.title, moment(self.row.updated_at), autosave_href)

    def findings(self, *, materials: bool = True) -> tuple[Finding, ...]:
        """Find all that is missing or wrong; with what was typed and could not be read."""
        handed = self.handed if materials else ()
        today = now().astimezone(WALL).date()
        return check(self.definition, self.answers, handed, today, typed=self.row.typed)

    def page_of(self, finding: Finding) -> str:
        """Say on which page a finding is put right; a check without a place, where the last name in it is asked."""
        if finding.material:
            return "materials"
        section = finding.section or self._section_of_check(finding.code)
        return "questions" if section == SITUATION else section

    def _section_of_check(self, code: str) -> str:
        named = next((each.holds.names() for each in self.definition.checks if code == f"check:{each.id}"), frozenset())
        places = [
            section.id
            for section in all_sections(self.definition)
            if any(field.id in named for field in section.fields)
        ]
        return places[-1] if places else SITUATION

    def link(self, finding: Finding, *, here: str = "") -> ErrorLink:
        """Lead to the control at which a finding is put right: on this page, or on its own."""
        page, message = self.page_of(finding), in_full(finding, self.definition)
        anchor = f"#{finding.target}" if finding.field or finding.material else ""
        if page == here:
            return ErrorLink(message, anchor)
        href = next((each.href for each in self.pages if each.id == page), self.pages[0].href)
        return ErrorLink(message, f"{href}?mend=1{anchor}")

    def links(self, findings: Sequence[Finding], *, here: str = "") -> list[ErrorLink]:
        return [self.link(each, here=here) for each in findings]

    def href(self, endpoint: str, **more: Any) -> str:
        """Give the address of one of the pages that keep this draft."""
        return url_for(f"{self.room}.{endpoint}", tenant=self.tenant, draft=self.row.id, **more)


def opened(row: DraftRow) -> MyDraft:
    """Open a draft on the definition that it began with."""
    return MyDraft(row, drafts.definition_of(db(), row), drafts.answers(db(), row))


def again(mine: MyDraft) -> MyDraft:
    """Open a draft anew, after something was saved, on the same pages."""
    return replace(mine, answers=drafts.answers(db(), mine.row))


def my_draft(draft_id: str, *, lock: bool = False) -> MyDraft:
    """Open the person's own draft in the tenant in scope; a try at another's is noted, and looks like none (T2)."""
    person = the_applicant()
    try:
        return opened(_came_with(draft_id, lock=lock) or drafts.own_draft(db(), person.id, draft_id, lock=lock))
    except NotFound as refusal:
        there = db().scalar(select(DraftRow.tenant_id).where(DraftRow.id == draft_id))
        if there is not None:
            note_refusal(there, person.id, "case.apply", refusal.message)
        raise


def _came_with(draft_id: str, *, lock: bool) -> DraftRow | None:
    """Take the draft that was asked for with the person, once; what has to be locked is asked for anew."""
    seen: DraftRow | None = g.pop("draft_seen", None)
    return seen if seen is not None and not lock and seen.id == draft_id else None


View = Callable[..., Any]


def of_my_draft(view: View) -> View:
    """Give a view the draft of its address; one that was handed in leads to its case."""

    @wraps(view)
    def behind(tenant: str, draft: str, **more: str) -> Any:
        arrive(tenant)
        mine = my_draft(draft)
        if mine.row.number is not None:
            return to_case(mine.row)
        return view(mine, **more)

    return behind


def to_case(row: DraftRow) -> Response:
    return redirect(url_for("portal.submitted", tenant=row.tenant_id, number=row.number))
