"""A document leaves with the seal of its kind and office, the time stamped, and by SM2 beside where it is wanted."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from sqlalchemy import select

from door_desk import DoorDesk, at
from tongban.cases.tables import DocumentRow
from tongban.database import scoped
from tongban.delivery import Desk, drain, seals_of
from tongban.notices import verify, verify_beside
from tongban.settings import Settings
from tongban.tenancy.tables import TenantRow

MONDAY, LATER = "2026-09-14 Mon 10:00", at("2026-09-14 Mon 10:05")


def sealed(desk: DoorDesk, courier: Desk) -> tuple[DocumentRow, bytes]:
    number = desk.submit(MONDAY).number
    drain(desk.sessions, courier, lambda: LATER)
    with scoped(desk.tenant):
        row = desk.sessions().scalars(select(DocumentRow).where(DocumentRow.case_number == number)).one()
    assert row.pdf is not None
    return row, courier.files.get(row.pdf)


def legend(pdf: bytes) -> str:
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return str(signature.sig_object["/Reason"])


@pytest.mark.row("E4")
@pytest.mark.article("335 §29", "ORD §25")
def test_a_receipt_bears_the_seal_for_acceptance_and_the_stamped_time(desk: DoorDesk, courier: Desk) -> None:
    row, pdf = sealed(desk, courier)
    assert legend(pdf) == "受理专用章"
    found = verify(pdf, courier.keys.roots(), LATER)
    assert found.problems == ()
    assert (found.sealed_at, found.signer) == (LATER, row.issuer)
    assert row.sm2 is None


@pytest.mark.row("E4")
def test_the_seal_that_an_office_or_one_above_it_says_is_the_one_that_is_used(desk: DoorDesk, courier: Desk) -> None:
    session = desk.sessions()
    office = session.get_one(TenantRow, desk.tenant)
    city = session.get_one(TenantRow, office.path.split("/")[0])
    city.details = {**city.details, "seals": {"acceptance": "全市受理专用章"}}
    session.commit()
    assert legend(sealed(desk, courier)[1]) == "全市受理专用章"


@pytest.mark.row("E4")
def test_a_signature_by_sm2_is_kept_beside_where_the_settings_want_it(
    desk: DoorDesk, courier: Desk, city: Settings
) -> None:
    courier = replace(courier, keys=seals_of(replace(city, sm2=True)))
    row, pdf = sealed(desk, courier)
    assert row.sm2 is not None
    assert verify_beside(pdf, row.sm2, courier.keys.roots(), LATER).problems == ()
    assert verify_beside(pdf + b" ", row.sm2, courier.keys.roots(), LATER).problems
