"""The code printed on a sealed notice, read from the page by a reader that is not ours, as a telephone would."""

from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select

from door_desk import DoorDesk, at
from kept_apps import app_on
from tongban.cases.files import FileStore
from tongban.cases.tables import DocumentRow
from tongban.database import Sessions, scoped
from tongban.delivery import Desk, drain
from tongban.notices import FileKeys
from tongban.publishing import Books
from tongban.settings import Settings

MOMENT = at("2026-09-14 Mon 10:05")
SCREEN = 150 / 72  # the page at 150 dots an inch


@pytest.fixture
def notice(city: Settings, city_sessions: Sessions, books: Books) -> tuple[DocumentRow, bytes]:
    """Hand an application in; give its receipt's row and sealed file."""
    desk = DoorDesk(city_sessions, books)
    number = desk.submit("2026-09-14 Mon 10:00").number
    courier = Desk(books, FileStore(city.files_url), FileKeys(city.keys), city.public_url)
    drain(city_sessions, courier, lambda: MOMENT)
    with scoped(desk.tenant):
        row = city_sessions().scalars(select(DocumentRow).where(DocumentRow.case_number == number)).one()
    city_sessions.remove()
    assert row.pdf is not None
    return row, courier.files.get(row.pdf)


@pytest.mark.row("N2")
def test_the_code_on_the_paper_leads_to_the_page_that_says_that_this_notice_is_genuine(
    city: Settings, notice: tuple[DocumentRow, bytes]
) -> None:
    row, sealed = notice
    codes = codes_on(sealed)
    (address,) = (each for each in codes if each.startswith(f"{city.public_url}/verify"))
    assert address == f"{city.public_url}/verify?code={row.code}"
    (rating,) = (each for each in codes if each != address)  # a receipt's second code, and there is no third
    assert rating.startswith(f"{city.public_url}/{row.tenant_id}/rate/")
    with app_on(city, clock=lambda: MOMENT) as app:
        page, rated = (app.test_client().get(each.removeprefix(city.public_url)) for each in (address, rating))
    assert page.status_code == 200
    assert row.number in page.text
    assert "文书真实有效" in page.text
    assert rated.status_code == 200
    assert row.case_number in rated.text
    assert "文书真实有效" not in rated.text


def codes_on(pdf: bytes) -> list[str]:
    """Read the QR codes of all pages of a file."""
    paper = pypdfium2.PdfDocument(pdf)
    try:
        pictures = [page.render(scale=SCREEN).to_pil() for page in paper]
    finally:
        paper.close()
    return [
        each.text for picture in pictures for each in zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormat.QRCode)
    ]
