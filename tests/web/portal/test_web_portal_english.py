"""An application in English: the platform's words are English on every page, around the item's own Chinese (P6)."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from portal_visitor import Portal, Visitor
from tongban.definitions import Definition
from tongban.fields import CHINESE
from tongban.setup.catalogue import english
from tongban.setup.compiled import compile_all
from tongban.web.said import said_by_name

pytestmark = pytest.mark.parametrize("city", ["sqlite"], indirect=True)


def left_in_chinese(page: str, definition: Definition) -> set[str]:
    """Give the platform's own words that a page still says in Chinese; an item may use some of them for its fields."""
    main = page[page.index("<main") : page.index("</main>")]
    texts = {each.strip() for each in re.split(r"<[^>]*>", main)}
    sentences = {str(each.id) for each in english() if each.id} - set(said_by_name())
    words = asdict(CHINESE).values()
    begun = tuple(each.partition("%")[0] for each in words if not each.startswith(("%", "：")) and "%" in each)
    items_own = {each.label for each in definition.fields} | {each.name for each in definition.process} | {"是", "否"}
    return (texts & (sentences | set(words))) - items_own | {each for each in texts if each.startswith(begun)}


@pytest.fixture
def reader(portal: Portal) -> Visitor:
    compile_all()
    visitor = portal.company()
    visitor.get("/language/en")
    return visitor


@pytest.mark.row("P6")
def test_every_page_of_an_application_is_in_english_filled_or_not(portal: Portal, reader: Visitor) -> None:
    draft = portal.begin(reader)
    pages = ["questions", *(f"form/{each}" for each in ("applicant", "site", "works", "promise")), "materials"]
    for path in pages:
        page = reader.get(f"drafts/{draft}/{path}").text
        assert '<html lang="en"' in page
        assert left_in_chinese(page, portal.definition()) == set(), path
    assert "(required)" in page or "(required)" in reader.get(f"drafts/{draft}/form/applicant").text
    portal.fill(reader, draft)
    for path in [*pages, "review"]:
        assert left_in_chinese(reader.get(f"drafts/{draft}/{path}").text, portal.definition()) == set(), path
    reader.get("/language/zh-CN")
    in_chinese = reader.get(f"drafts/{draft}/form/applicant").text
    assert left_in_chinese(in_chinese, portal.definition()) >= {"（必填）"}


@pytest.mark.row("P6")
def test_what_is_wrong_is_marked_in_english(portal: Portal, reader: Visitor) -> None:
    draft = portal.begin(reader)
    page = reader.post(f"drafts/{draft}/form/applicant", {"action": "next"}, page=f"drafts/{draft}/form/applicant")
    assert page.status_code == 422
    assert left_in_chinese(page.text, portal.definition()) == set()


@pytest.mark.row("P6")
def test_a_case_in_english_tells_its_progress_in_english(portal: Portal, reader: Visitor) -> None:
    number = portal.submitted(reader)
    for path in ("cases", f"cases/{number}", f"cases/{number}/submitted", f"cases/{number}/explain"):
        assert left_in_chinese(reader.get(path).text, portal.definition()) == set(), path
