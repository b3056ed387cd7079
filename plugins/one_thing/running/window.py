"""A bundle taken in at a window: the window's own draft, and what the person who stands there has brought (335 §15)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from one_thing.language.titles import quoted
from one_thing.merging.form import ITEM
from one_thing.running.plans import Plan
from one_thing.running.starting import Set
from tongban.kit.cases import Office, draft_files, offers
from tongban.kit.definitions import TongbanError
from tongban.kit.drafts import DraftRow, begin_elsewhere, window_elsewhere
from tongban.kit.handed_in import ApplicantRow, FileRow, Supplied, applicant
from tongban.kit.law import Applicant

FIELD_FILE = "field."  # how the place of a form field's file begins; no material's id has a dot


def begin(office: Office, plan: Plan, person: ApplicantRow, known: Mapping[str, object]) -> DraftRow:
    """Begin a window's draft of a bundle.

    Raises where the bundle does not serve who asks, or an item of it takes nothing in at a window.
    """
    bundle = plan.merged.bundle
    if person.kind not in bundle.applicants:
        raise TongbanError(f"{quoted(bundle.title)}不面向这一类申请人，请核对服务对象。", article="ORD §9")
    elsewhere = next((each for each in plan.merged.takings if "window" not in each.definition.channels), None)
    if elsewhere is not None:
        message = f"{quoted(bundle.title)}中的“{elsewhere.title}”不在窗口收件，请申请人在网上申请这件事。"
        raise TongbanError(message, article="335 §28")
    form = plan.merged.form
    return begin_elsewhere(
        office.session,
        office.tenant,
        form.item,
        form,
        applicant_id=person.id,
        applicant_kind=person.kind,
        now=office.now,
        answers=known,
        at_window=True,
    )


def draft_of(office: Office, draft: str, *, lock: bool = False) -> DraftRow:
    """Find a window's draft of a bundle at this office; anybody else's is not there (T2)."""
    return window_elsewhere(office.session, ITEM, draft, lock=lock)


def files_of(session: Session, draft: DraftRow) -> dict[str, tuple[FileRow, ...]]:
    """Give the files of a draft by material, without those that fields of the form hold."""
    found = draft_files(session, draft.id)
    return {material: rows for material, rows in found.items() if not material.startswith(FIELD_FILE)}


def supplied(session: Session, draft: DraftRow, paper: frozenset[str]) -> list[Supplied]:
    """Give what would be handed in: scanned, or handed over on paper."""
    return [Supplied(each) for each in sorted({*files_of(session, draft), *paper})]


def brought(office: Office, plan: Plan, draft: DraftRow, paper: frozenset[str]) -> tuple[Applicant, Set]:
    """Give who applies and the whole set: scans, papers, and the licences that spare a material (335 §32)."""
    row = applicant(office.session, draft.applicant_id)
    person = Applicant(row.id, row.kind, row.name)
    day = office.now.astimezone(office.books.rulebook(office.tenant).timezone).date()
    mine = offers(office.session, plan.merged.form, person, day)
    listed = paper & {each.id for each in plan.merged.form.materials}
    return person, Set(files_of(office.session, draft), mine, listed)
