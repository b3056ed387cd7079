"""Story 6: an operator brings 南岸区 in from a page, in under a minute, and its portal lists the items at once."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from journey_city import City, check_axe

pytestmark = pytest.mark.journey

NANAN = {
    "name": "南岸区",
    "id": "nanan",
    "division": "500108",
    "address": "南岸区示例路 1 号南岸区政务服务中心",
    "phone": "023-60000000",
    "admin_name": "何管理",
    "admin_account": "nanan.admin",
}


def fill(page: Page, **changed: str) -> None:
    for name, text in {**NANAN, **changed}.items():
        page.locator(f"[name={name}]").fill(text)


@pytest.mark.row("T1")
@pytest.mark.parametrize("width", [390, 1280])
def test_an_operator_brings_a_district_in(running_city: City, open_page, width, tmp_path):
    city = running_city
    city.hire_operator()
    page = open_page(width)
    city.log_in_staff(page, "operator")
    expect(page.get_by_role("heading", name="租户", exact=True)).to_be_visible()
    check_axe(page)

    page.get_by_role("link", name="开通租户").click()
    check_axe(page)
    fill(page, division="500103")
    page.get_by_role("button", name="开通").click()
    expect(page.get_by_role("link", name=re.compile("已由“渝中区”使用"))).to_be_visible()
    expect(page.locator("[name=division]")).to_have_value("500103")
    check_axe(page)

    begun = time.monotonic()
    page.locator("[name=division]").fill("500108")
    page.get_by_role("button", name="开通").click()
    expect(page.get_by_role("heading", name="南岸区已开通")).to_be_visible()
    assert time.monotonic() - begun < 60
    password = page.locator("#one-time-password").inner_text()
    check_axe(page)

    page.get_by_role("link", name="打开频道").click()
    expect(page).to_have_url(f"{city.url}/nanan/")
    expect(page.get_by_text("临时性建筑物搭建、堆放物料、占道施工审批").first).to_be_visible()
    check_axe(page)

    page.goto(f"{city.url}/operator/?q=500108")
    expect(page.get_by_role("link", name="南岸区")).to_be_visible()

    admin = open_page(width)
    admin.goto(f"{city.url}/staff/login")
    admin.locator("input[name=login]").fill("nanan.admin")
    admin.locator("input[name=password]").fill(password)
    admin.locator("main button[type=submit]").click()
    expect(admin.get_by_text("南岸区").first).to_be_visible()
    admin.goto(f"{city.url}/operator/new")
    expect(admin.get_by_text("可由平台运维办理")).to_be_visible()

    page.goto(f"{city.url}/operator/audit")
    expect(page.get_by_text("已拒绝").first).to_be_visible()
    check_axe(page)


def test_the_api_s_page_reads_without_a_mistake(running_city: City, open_page):
    page = open_page(390)
    page.goto(f"{running_city.url}/api/v1/docs")
    expect(page.get_by_role("heading", name="接口说明", exact=True)).to_be_visible()
    check_axe(page)
