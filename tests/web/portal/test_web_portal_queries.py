"""A page asks the database at most six times, whoever reads it."""

from __future__ import annotations

import pytest

from portal_visitor import Portal

MOST = 6
#: the pages of one's own case read its events, documents and files as well
MOST_OF_A_CASE = 7


@pytest.mark.parametrize(
    "page",
    [
        "",
        "search?q=占道",
        "search",
        "items",
        "open-data",
        "items/occupy-road",
        "items/occupy-road?purpose=works",
        "cases",
    ],
)
def test_a_page_for_everybody_asks_little(portal: Portal, statements, page: str) -> None:
    for visitor in (portal.visitor(), portal.company()):
        if page == "cases" and not visitor.client.get_cookie("session"):
            continue
        visitor.get(page)
        statements.sent.clear()
        visitor.get(page)
        assert len(statements.sent) <= MOST, "\n".join(statements.sent)


@pytest.mark.parametrize("page", ["questions", "form/applicant", "form/site", "form/works", "materials", "review"])
def test_a_page_of_the_form_asks_little(portal: Portal, statements, page: str) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    visitor.get(f"drafts/{draft}/{page}")
    statements.sent.clear()
    visitor.get(f"drafts/{draft}/{page}")
    assert len(statements.sent) <= MOST, "\n".join(statements.sent)


def test_the_page_of_a_case_asks_a_bounded_number_of_times(portal: Portal, statements) -> None:
    visitor = portal.company()
    number = portal.submitted(visitor)
    visitor.get(f"cases/{number}")
    statements.sent.clear()
    visitor.get(f"cases/{number}")
    assert len(statements.sent) <= MOST_OF_A_CASE, "\n".join(statements.sent)
