"""What was taken in for a bundle, material by material: scanned, on paper, spared by a licence, or still missing."""

from __future__ import annotations

from dataclasses import dataclass

from one_thing.running.plans import Plan
from one_thing.running.tables import BundleRow
from tongban.kit.cases import Office, draft_files, offers
from tongban.kit.forms import load, materials_asked, stand
from tongban.kit.law import Applicant


@dataclass(frozen=True, slots=True)
class Received:
    """The one set by the names of its materials; files with their count."""

    files: tuple[tuple[str, int], ...]
    paper: tuple[str, ...]
    spared: tuple[str, ...]
    missing: tuple[str, ...]


def received(office: Office, plan: Plan, bundle: BundleRow) -> Received:
    """Sort the materials that the answers ask for; what government brings is not the applicant's and not listed."""
    form = plan.merged.form
    standing = stand(form, load(form, bundle.answers))
    asked = [each for each in materials_asked(form, standing.answers, standing) if each.source != "government"]
    files = draft_files(office.session, bundle.draft)
    person = Applicant(bundle.applicant_id, bundle.applicant_kind, bundle.applicant_name)
    mine = offers(office.session, form, person, bundle.begun_at.date())
    return Received(
        tuple((each.name, len(files[each.id])) for each in asked if each.id in files),
        tuple(each.name for each in asked if each.id in bundle.on_paper and each.id not in files),
        tuple(each.name for each in asked if each.id in mine and each.id not in {*files, *bundle.on_paper}),
        tuple(
            each.name
            for each in asked
            if each.id not in {*files, *bundle.on_paper, *mine} and standing.holds(each.required)
        ),
    )
