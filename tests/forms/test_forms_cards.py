"""A repeat group: one card after another, with its own title, computed columns and checks; with and without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Route, expect

from journey_browser import OpenPage
from tongban.definitions import Definition
from tongban.forms import form_view, read

STATIC = Path(__file__).parents[2] / "platform" / "tongban" / "web" / "static"
ORIGIN = "http://cards.test"
CARDS = {
    "id": "members",
    "label": "共同居住人",
    "type": "table",
    "layout": "cards",
    "item_title": "居住人",
    "max_rows": 3,
    "columns": [
        {"id": "name", "label": "姓名", "type": "text"},
        {"id": "works", "label": "是否就业", "type": "yes_no"},
        {"id": "income", "label": "月收入", "type": "number", "when": "row.works"},
        {"id": "year", "label": "年收入", "type": "number", "computed": "row.income * 12", "when": "row.works"},
    ],
}
RATE = {
    "id": "wealth",
    "title": "收入档次",
    "over": ["limit"],
    "gives": {"type": "choice", "choices": {"low": "低", "high": "高"}},
    "rows": [{"limit": "<= 1000", "gives": "low"}, {"limit": "> 1000", "gives": "high"}],
}
FIELDS = [
    CARDS,
    {"id": "limit", "label": "限额", "type": "number"},
    {"id": "reason", "label": "说明", "type": "text", "when": 'wealth == "high"'},
]


@pytest.fixture
def household(make: Callable[..., Definition]) -> Definition:
    section = {"section": "home", "title": "家庭", "fields": FIELDS}
    return make(form=[section], checks=[], materials=[], tables=[RATE])


@pytest.mark.row("F3")
def test_without_script_cards_are_added_by_a_button_that_posts(household: Definition) -> None:
    posted = {
        "members.rows": ["1"],
        "members.0.name": ["张三"],
        "members.0.works": ["no"],
        "action": ["add_row:members"],
    }
    reading = read(household, posted, {})
    html = str(form_view(household, reading.answers, reading.typed).field("members").html)
    titles = re.findall(r'<legend class="tb-row-title">(.*?)</legend>', html, re.DOTALL)
    told = ["".join(re.sub(r"<[^>]+>", "", each).split()) for each in titles]
    assert told[:2] == ["居住人1", "居住人2"]
    assert "增加一组" in html
    assert "删除这一组" in html
    assert "第" not in "".join(told)


@pytest.fixture
def page(open_page: OpenPage, household: Definition) -> Page:
    page = open_page(1280)
    page.route(f"{ORIGIN}/**", lambda route, request: answer(route, request, household))
    page.goto(f"{ORIGIN}/")
    return page


def answer(route: Route, request: Request, definition: Definition) -> None:
    path = request.url.removeprefix(ORIGIN).lstrip("/")
    if path.endswith(".js"):
        route.fulfill(body=(STATIC / path).read_text(encoding="utf-8"), content_type="text/javascript")
        return
    view = form_view(definition, {"applicant.kind": "person", "purpose": "building"}, section="home")
    fields = "".join(str(each.html) for section in view.sections for each in section.fields)
    html = f'<!doctype html><html lang="zh"><title>家庭</title><form{view.attributes}>{fields}</form>'
    html += '<script type="module" src="form.js"></script>'
    route.fulfill(body=html if path == "" else "", content_type="text/html; charset=utf-8")


@pytest.mark.journey
@pytest.mark.row("F3")
def test_with_script_cards_come_in_place_and_compute_their_own_columns(page: Page) -> None:
    page.get_by_role("button", name="增加一组").click()
    second = page.locator(".tb-row").nth(1)
    expect(second.locator(".tb-row-title")).to_have_text(re.compile(r"居住人\s*2"))
    second.get_by_label("是", exact=True).check()
    second.get_by_label("月收入").fill("100")
    expect(second.get_by_label("年收入")).to_have_value("1200")
    expect(page.locator(".tb-row").nth(0).get_by_label("年收入")).to_be_hidden()


@pytest.mark.journey
@pytest.mark.row("C2")
def test_the_browser_shows_what_a_decision_table_decides(page: Page) -> None:
    expect(page.get_by_label("说明")).to_be_hidden()
    page.get_by_label("限额").fill("1001")
    expect(page.get_by_label("说明")).to_be_visible()
    page.get_by_label("限额").fill("1000")
    expect(page.get_by_label("说明")).to_be_hidden()
