"""What an applicant told a bundle before, by data element, for an item that is begun by itself later (30 (十四))."""

from __future__ import annotations

from sqlalchemy import select

from one_thing.running.plans import kept
from one_thing.running.tables import BundleRow
from tongban.kit.cases import Office
from tongban.kit.definitions import Definition


def told_before(office: Office, applicant: str, definition: Definition) -> dict[str, object]:
    """Give the answers of the last bundle that this office leads, for the elements that the item asks."""
    mine = select(BundleRow).where(BundleRow.applicant_id == applicant).order_by(BundleRow.begun_at.desc()).limit(1)
    row = office.session.scalar(mine)
    if row is None:
        return {}
    wanted = {field.element for field in definition.fields if field.element}
    asked = kept(office.session, office.tenant, row.form).merged.form.fields
    return {
        field.element: row.answers[field.id]
        for field in asked
        if field.element in wanted and row.answers.get(field.id) is not None
    }
