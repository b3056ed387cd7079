"""Anybody served rates the service: by link, by code without a log-in, on the tablet; once, and for good (V1)."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from portal_visitor import Portal, Visitor
from tongban.cases.evaluation import EvaluationRow
from tongban.database import scoped
from tongban.web.tablet import tablet_link

RATE = re.compile(r'href="(/yunyang/rate/[0-9a-f]{32})"')


def given(portal: Portal) -> list[EvaluationRow]:
    with scoped("yunyang"):
        rows = list(portal.sessions().scalars(select(EvaluationRow)))
    portal.sessions.remove()
    return rows


@pytest.fixture
def company(portal: Portal) -> Visitor:
    """A company that has just handed in a case, on the page of it."""
    visitor = portal.company()
    number = portal.submitted(visitor)
    visitor.get(f"cases/{number}")
    return visitor


def link(visitor: Visitor) -> str:
    found = RATE.search(visitor.seen)
    assert found, "the page of a case leads to its rating"
    return found[1]


@pytest.mark.row("V1")
@pytest.mark.article("335 §37")
def test_a_case_is_rated_from_its_page_once_and_the_page_then_shows_what_was_said(portal: Portal, company: Visitor):
    address = link(company)
    answer = company.post(address, {"grade": "5"}, page=address)
    assert answer.status_code == 303
    company.get(address)
    assert "评价已经记录：非常满意" in company.seen
    assert 'name="grade"' not in company.seen
    company.post(address, {"grade": "1"})
    assert [(row.grade, row.way) for row in given(portal)] == [(5, "portal")]


@pytest.mark.row("V1")
def test_whoever_holds_the_code_rates_without_a_log_in_and_sees_no_full_name(portal: Portal, company: Visitor):
    address, stranger = link(company), portal.visitor()
    stranger.get(address)
    assert "重庆示例建设有限公司" not in stranger.seen
    stranger.post(address, {"grade": "2", "reasons": ["trips"], "text": "跑了三次。"})
    row = given(portal)[0]
    assert (row.grade, row.way, row.reasons) == (2, "code", ["trips"])
    stranger.get(address)
    assert row.ticket not in stranger.seen, "the rectification is the applicant's own"
    company.get(address)
    assert f"/yunyang/tickets/{row.ticket}" in company.seen


def opened_at_the_window(portal: Portal, address: str) -> str:
    with portal.app.test_request_context():
        return tablet_link("yunyang", address.rsplit("/", 1)[1])


@pytest.mark.row("V1")
def test_the_tablet_takes_one_touch_and_is_cleared_for_the_next_person(portal: Portal, company: Visitor):
    address, tablet = opened_at_the_window(portal, link(company)), portal.visitor()
    page = tablet.get(address)
    assert 'data-rests="90" data-next="/yunyang/rate/done"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert tablet.seen.count('name="grade"') == 5
    assert tablet.post(address, {"grade": "4"}).location == address
    assert given(portal)[0].way == "tablet"
    assert 'data-rests="20"' in tablet.get(address).text
    portal.move_to("2026-09-28 Mon 10:03")
    assert tablet.get(address).location == "/yunyang/rate/done?over=0", "who comes next sees no grade"
    tablet.get("rate/done?over=0")
    assert "示例" not in tablet.seen
    assert "data-rests" not in tablet.seen


@pytest.mark.row("V1", part="the tablet's page ends without scripts too")
def test_the_link_of_a_tablet_ends_by_itself_and_takes_no_grade_afterwards(portal: Portal, company: Visitor):
    address, tablet = opened_at_the_window(portal, link(company)), portal.visitor()
    tablet.get(address)
    portal.move_to("2026-09-28 Mon 10:21")
    for asked in (tablet.get(address), tablet.post(address, {"grade": "4"}), tablet.get(f"{link(company)}?at=tablet")):
        assert asked.location == "/yunyang/rate/done?over=1"
    assert "没有记录评价" in tablet.get(asked.location).text
    assert given(portal) == []


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({}, "请选择一个满意度"),
        ({"grade": "9"}, "请选择一个满意度"),
        ({"grade": "3", "text": "长" * 501}, "不超过 500 个字"),
    ],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(portal: Portal, company: Visitor, posted, said):
    address = link(company)
    answer = company.post(address, {"reasons": "late", **posted}, page=address)
    assert answer.status_code == 422
    assert said in answer.text
    assert re.search(r'value="late" checked', answer.text)
    assert given(portal) == []


def test_a_wrong_link_is_not_there(portal: Portal):
    assert portal.visitor().get("rate/" + "0" * 32).status_code == 404
