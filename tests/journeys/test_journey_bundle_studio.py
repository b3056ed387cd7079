"""A tenant's administrator makes a bundle of two items by filling in pages, and the next citizen finds it (B1)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from journey_city import check_axe
from journey_hands import choose, fill, press

TITLE = "开便民小店“一件事”"
BOARD = "signboard_record"


def add_item(page: Page, words: str, title: str) -> None:
    """Find an item of the catalogue and add it."""
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("button", name="查找", exact=True).click()
    page.locator("#search ~ form li", has_text=title).get_by_role("button", name="加入").first.click()
    page.wait_for_load_state()


def checked(page: Page, label: str) -> None:
    """Look the page over, then press a button of it."""
    check_axe(page)
    press(page, label)


@pytest.mark.row("B1")
def test_a_bundle_of_two_items_is_made_on_pages_and_a_citizen_finds_it(running_city, open_page):
    city = running_city
    city.hire("yuzhong")
    page = open_page(1280)
    city.log_in_staff(page, "yuzhong.admin")
    page.goto(f"{city.url}/studio/one-thing")
    check_axe(page)
    page.get_by_role("link", name="新建一件事").click()
    choose(page, "template", "business")
    fill(page, "title", TITLE)
    checked(page, "开始填写")

    fill(page, "summary", "开小店要办的食品经营许可和招牌备案，一次申请。")
    checked(page, "保存并继续")
    expect(page.locator("main")).to_contain_text(
        "请填写“牵头部门”", use_inner_text=True
    )  # told at the field; what was typed is there
    fill(page, "lead", "市场监督管理局")
    checked(page, "保存并继续")

    fill(page, "questions.0.ask", "要挂户外招牌吗？")
    fill(page, "questions.0.label", "户外招牌")
    fill(page, "questions.0.choices", "要挂\n不挂")
    choose(page, "questions.0.when_field", "always")
    checked(page, "保存并继续")

    add_item(page, "食品经营许可", "食品经营许可新设")
    add_item(page, "招牌", "户外招牌设置备案")
    expect(page.locator("main")).to_contain_text("已经选择的事项（2 项）", use_inner_text=True)
    checked(page, "保存并继续")

    choose(page, "given__food_permit.0.field", "trade")
    fill(page, "given__food_permit.0.value", "餐饮服务")
    checked(page, "保存并继续")
    choose(page, f"when__{BOARD}.0.when_field", "yao_gua_hu_wai_zhao_pai_ma")
    choose(page, f"when__{BOARD}.0.when_is", "eq")
    fill(page, f"when__{BOARD}.0.when_value", "要挂")
    checked(page, "保存并继续")
    checked(page, "保存并继续")  # nothing to be called otherwise
    choose(page, "leader", "food_permit")
    checked(page, "保存并继续")

    expect(page.locator("main")).to_contain_text("2 种组合都能办完", use_inner_text=True)
    page.get_by_role("link", name="预览").last.click()
    expect(page.locator("main")).to_contain_text("群众看不到", use_inner_text=True)
    check_axe(page)
    page.get_by_role("link", name="去发布").click()
    checked(page, "确认发布")
    expect(page.locator("main")).to_contain_text("第 1 版已经发布", use_inner_text=True)
    check_axe(page)

    citizen = open_page(390)
    citizen.goto(f"{city.url}/yuzhong/one-thing")
    citizen.get_by_role("link", name=TITLE).click()
    choose(citizen, "applicant.kind", "enterprise")
    choose(citizen, "yao_gua_hu_wai_zhao_pai_ma", "yao_gua")
    press(citizen, "看看要办什么、带什么")
    expect(citizen.locator("main")).to_contain_text("要办的事项（2 项）", use_inner_text=True)
    check_axe(citizen)
