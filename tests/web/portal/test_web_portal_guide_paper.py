"""The guide for one's own situation: the chart on the page, and the whole as PDF (F3, F5)."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from portal_visitor import Portal
from tongban.web.portal import guide_paper

GUIDE, PAPER = "items/occupy-road", "items/occupy-road/guide.pdf"


def pages(pdf: bytes) -> int:
    return int(PdfFileReader(BytesIO(pdf)).root["/Pages"]["/Count"])


@pytest.mark.row("F5")
def test_the_page_draws_the_process_and_says_it_in_words_below(portal: Portal) -> None:
    page = portal.visitor().get(GUIDE).text
    chart = page[page.index("<svg xmlns") : page.index("步骤说明")]
    assert "占道施工审批：办理流程图</title>" in chart
    assert "现场勘验" in chart
    assert "占用种类为占道施工时" in chart
    assert "现场勘验" not in portal.visitor().get(f"{GUIDE}?purpose=stacking").text.split("步骤说明")[0]


@pytest.mark.row("F3")
def test_the_guide_of_ones_own_situation_is_one_printed_sheet(portal: Portal) -> None:
    visitor = portal.visitor()
    page = visitor.get(f"{GUIDE}?purpose=stacking").text
    address = re.search(r'href="(/yunyang/items/occupy-road/guide\.pdf[^"]*)"', page)
    assert address
    assert address[1].endswith("?purpose=stacking")
    answer = visitor.get(address[1])
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert pages(answer.data) == 1


@pytest.mark.row("F3")
def test_another_situation_is_another_sheet_and_the_same_is_printed_once(portal: Portal) -> None:
    visitor = portal.visitor()
    one, other = (visitor.get(f"{PAPER}?purpose={each}").data for each in ("stacking", "works"))
    assert one != other
    before = guide_paper._printed.cache_info().misses
    assert visitor.get(f"{PAPER}?purpose=stacking&nonsense=1").data == one
    assert guide_paper._printed.cache_info().misses == before


def test_what_is_not_published_has_no_paper_and_another_offices_is_led_to(portal: Portal) -> None:
    assert portal.visitor().get("items/nothing/guide.pdf").status_code == 404
    led = portal.visitor().get("/jiangkou/items/occupy-road/guide.pdf?purpose=works")
    assert led.status_code == 302
    assert led.headers["Location"].endswith("/jiangkou/items/occupy-road?purpose=works")


def test_the_paper_asks_the_database_no_more_than_a_page_may(portal: Portal, statements) -> None:
    visitor = portal.visitor()
    visitor.get(PAPER)
    statements.sent.clear()
    assert visitor.get(PAPER).status_code == 200
    assert len(statements.sent) <= 6, "\n".join(statements.sent)
