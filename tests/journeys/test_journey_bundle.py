"""Story: a mother on a phone asks for all that a newborn needs as one; a clerk takes the same in at a window."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from door_desk import CLERK
from journey_city import PASSWORD, City, check_axe
from journey_hands import choose, fill, press, shown
from one_thing.tests.bundle_city import PNG, BundleCity
from one_thing.tests.bundle_people import typed
from tongban.law import Deficiency, DeficiencyKind
from tongban.law.commands import RequestSupplement

pytestmark = pytest.mark.journey

OpenPage = Callable[..., Page]
NEWBORN = "500000202609200015"  # what the police assign here: a division in which nobody is registered


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "照片.png"
    file.write_bytes(PNG)
    return file


@pytest.fixture
def here(running_city: City) -> BundleCity:
    """The running city as bundles see it, with staff at 渝中 and a mother who has an account."""
    running_city.hire("yuzhong")
    running_city.enrol("mother", "阮晓棠", "person")
    books = running_city.desk.books.refresh(running_city.sessions())
    running_city.sessions.remove()
    return BundleCity(running_city.settings, running_city.sessions, books, clock=running_city.clock())


CHOICES = "select, input[type=radio], input[type=checkbox]"
LINES = "textarea, input:not([type=radio], [type=checkbox], [type=hidden], [type=file])"


def type_in(page: Page, said: Mapping[str, object]) -> None:
    """Type what an example says into whatever controls the page shows; what a choice shows comes after it."""
    page.wait_for_load_state()
    for controls, into in ((CHOICES, _choose), (LINES, _write)):
        there = page.locator(controls).evaluate_all("all => all.map(each => each.name)")
        for name in dict.fromkeys(each for each in there if each in said):
            texts = said[name]
            into(page, name, [str(each) for each in texts] if isinstance(texts, Sequence) else [])


def _choose(page: Page, name: str, values: list[str]) -> None:
    for lists in page.locator(f'select[name="{name}"]').all():
        if lists.is_visible():
            lists.select_option(values[-1])
    for value in values:
        for each in page.locator(f'input[name="{name}"][value="{value}"]').all():
            label = page.locator(f'label[for="{each.get_attribute("id")}"]')
            if label.is_visible() and not each.is_checked():
                label.click()


def _write(page: Page, name: str, values: list[str]) -> None:
    for line in page.locator(f'[name="{name}"]').all():
        if line.is_visible():
            line.fill(values[-1])


def log_in(page: Page, login: str) -> None:
    fill(page, "login", login)
    fill(page, "password", PASSWORD)
    press(page, "登录")


def told_and_begun(page: Page, city: City) -> None:
    """Read the one notice for one's own answers, and begin."""
    page.goto(f"{city.url}/yuzhong/one-thing")
    check_axe(page)
    page.get_by_role("link", name="新生儿出生“一件事”").click()
    check_axe(page)
    type_in(page, {"card": ["yes"], "benefit": ["allowance"]})
    press(page, "看看要办什么、带什么")
    expect(page.get_by_role("heading", name="要办的事项（6 项）")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("申请次数 6 1"))).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="开始申请").click()
    log_in(page, "mother")
    expect(page.get_by_role("button", name="保存并继续")).to_be_visible()


def filled_and_handed_in(page: Page, here: BundleCity, photo: Path) -> str:
    """Fill in the one form page by page, upload the one set, hand in; returns the number."""
    said = typed(here, "newborn", "everything")
    while shown(page.get_by_role("button", name="保存并继续")):
        before = page.url
        type_in(page, said)
        check_axe(page)
        press(page, "保存并继续")
        assert page.url != before, page.locator(".tb-error-summary").inner_text()
    page.locator('input[name="material.card-photo"]').set_input_files(photo)
    check_axe(page)
    press(page, "下一步")
    expect(page.get_by_text("6 个事项一起提交")).to_be_visible()
    check_axe(page)
    press(page, "全部提交")
    expect(page.get_by_text("已办结 0 项，共 6 项")).to_be_visible()
    check_axe(page)
    return page.url.rsplit("/", 1)[-1]


def registered(page: Page, city: City, here: BundleCity, number: str) -> None:
    """Let the police register the child: who decides enters the number that flows on."""
    here.grant(here.parts(number)["birth"])
    here.work()
    household = here.parts(number)["household"]
    here.reviewed(household)
    city.log_in_staff(page, "yuzhong.chief")
    page.goto(f"{city.url}/desk/cases/{household.case_number}/act/grant")
    fill(page, "opinion", "同意登记。")
    fill(page, "entered.added_id_number", NEWBORN)
    check_axe(page)
    page.get_by_role("button", name="作出准予决定").first.click()
    page.wait_for_load_state()
    here.work()
    assert here.case(here.parts(number)["card"]).answers["id_number"] == NEWBORN


def supplemented(page: Page, here: BundleCity, number: str, photo: Path) -> None:
    """One part asks for a better photograph; the others go on."""
    missing = (Deficiency(DeficiencyKind.MATERIAL, "photo", "照片背景不是白色。"),)
    here.act(here.parts(number)["card"], RequestSupplement(CLERK, missing))
    here.work()
    page.reload()
    expect(page.get_by_text("等待补正")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="去办理").click()
    check_axe(page)
    page.locator('input[name="material.photo"]').set_input_files(photo)
    press(page, "提交补正")
    expect(page.get_by_text("补正内容已经收到")).to_be_visible()


def delivered(page: Page, city: City, number: str) -> None:
    """Deliver all at once; what must be handed over on paper follows at the window."""
    city.log_in_staff(page, "yuzhong.clerk")
    page.goto(f"{city.url}/desk/one-thing?state=finished")
    check_axe(page)
    page.get_by_role("link", name="新生儿出生“一件事”").click()
    check_axe(page)
    for way in ("electronic", "window"):
        choose(page, "way", way)
        fill(page, "receiver", "阮晓棠")
        press(page, "全部送达")
    expect(page.get_by_text("结果都已送达")).to_be_visible()
    assert page.url.endswith(number)


@pytest.mark.row("B2")
@pytest.mark.row("B3")
@pytest.mark.article("30 (十四)", "335 §24")
def test_a_mother_on_a_phone_applies_for_all_that_a_newborn_needs(
    running_city: City, here: BundleCity, open_page: OpenPage, photo: Path
) -> None:
    page, desk = open_page(390), open_page(1280)
    told_and_begun(page, running_city)
    number = filled_and_handed_in(page, here, photo)
    registered(open_page(1280), running_city, here, number)
    supplemented(page, here, number, photo)
    for part in ("vaccination", "insurance", "card", "benefit"):
        here.grant(here.parts(number)[part])
        here.work()
    delivered(desk, running_city, number)
    page.goto(f"{running_city.url}/yuzhong/one-thing/cases/{number}")
    expect(page.get_by_text("已经一次出件")).to_be_visible()
    check_axe(page)
    choose(page, "grade", "5")
    press(page, "提交评价")
    expect(page.get_by_text("已经记入 6 个办件")).to_be_visible()
    check_axe(page)


@pytest.mark.row("B3")
@pytest.mark.article("335 §28")
def test_a_clerk_takes_a_restaurant_in_at_the_window(running_city: City, here: BundleCity, open_page: OpenPage) -> None:
    page = open_page(1280)
    running_city.log_in_staff(page, "yuzhong.clerk")
    page.goto(f"{running_city.url}/desk/one-thing")
    check_axe(page)
    page.get_by_role("link", name="一件事窗口收件").click()
    page.locator("select[name=bundle]").select_option("open-restaurant")
    type_in(page, {"kind": ["self_employed"], "name": ["渝中区示例面馆"]})
    check_axe(page)
    press(page, "开始收件")
    said = typed(here, "open-restaurant", "noodles")
    type_in(page, {name: said[name] for name in ("board", "sewer", "tobacco", "area")})
    check_axe(page)
    press(page, "看看要办什么、带什么")
    expect(page.get_by_role("heading", name="要办的事项（3 项）")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="填写一张表").click()
    type_in(page, said)
    for box in shown(page.locator('input[name^="paper."]')):
        page.locator(f'label[for="{box.get_attribute("id")}"]').click()
    check_axe(page)
    press(page, "收件，全部提交")
    expect(page.get_by_text("已经收件，各事项一起提交")).to_be_visible()
    check_axe(page)
    assert page.request.get(f"{page.url}/receipt.pdf").body().startswith(b"%PDF")
