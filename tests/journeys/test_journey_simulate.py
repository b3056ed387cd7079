"""An admin tries an item of their own out before anybody else sees it, and keeps the run as the item's example."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from journey_city import City, check_axe
from journey_hands import choose, fill, press, shown
from tongban.assurance import examples, play, stage_of
from tongban.database import scoped
from tongban.publishing import Books, drafts

TITLE = "小区活动场地借用登记"
NEW = "yunyang-xiao-qu-huo-dong-chang-di-jie-yong-deng-ji"


def write_item(page: Page, city: City) -> None:
    """Write an item on its pages, as far as it can be tried out."""
    page.goto(f"{city.url}/studio/new")
    choose(page, "template", "record")
    fill(page, "title", TITLE)
    press(page, "开始填写")
    fill(page, "summary", "居民借用小区公共活动场地，先登记，再使用。")
    fill(page, "department", "民政局")
    fill(page, "authority", "云阳县民政局")
    fill(page, "basis.0.law", "示例公共场地管理办法")
    fill(page, "basis.0.article", "第三条")
    press(page, "保存并继续")
    fill(page, "fields.0.label", "是否有演出")
    page.locator("[name='fields.0.type']").select_option("yes_no")
    choose(page, "fields.0.obligatory", "yes")
    press(page, "保存并继续")
    page.goto(f"{city.url}/studio/items/{NEW}/pages/outcome")
    fill(page, "address", "云阳县示例路 3 号云阳县政务服务中心")
    fill(page, "hours", "工作日 9:00—17:00")
    fill(page, "phone", "023-55000101")
    fill(page, "complaints", "023-55000102")
    press(page, "只保存")


def make_up(page: Page) -> None:
    fill(page, "sim_begin", "2026-09-28")
    choose(page, "applicant.kind", "person")
    fill(page, "person_name", "示例甲")
    fill(page, "person_phone", "13800000001")
    choose(page, "shi_fou_you_yan_chu", "no")
    page.locator("input[type=checkbox][name=applicant_declaration] + label").click()
    press(page, "提交，开始办理")


@pytest.mark.row("C7")
@pytest.mark.row("C8")
def test_an_unpublished_item_is_tried_out_and_the_run_becomes_its_example(running_city, open_page):
    city = running_city
    page = open_page(1280)
    city.log_in_staff(page, "yunyang.admin")
    write_item(page, city)
    page.goto(f"{city.url}/studio/items/{NEW}")
    page.get_by_role("link", name="模拟办理").click()
    check_axe(page)
    page.get_by_role("link", name="自己填一个").first.click()
    check_axe(page)
    make_up(page)
    main = page.locator("main")
    expect(main).to_contain_text("现在：2026年9月28日 10:00 周一", use_inner_text=True)
    expect(main).to_contain_text("进入待办：窗口人员：受理审查", use_inner_text=True)
    check_axe(page)

    page.locator(".tb-timeline summary", has_text="文书：收件凭证").click()
    expect(page.locator(".tb-sheet").first).to_contain_text("示例甲", use_inner_text=True)
    page.get_by_role("button", name="走到下一个期限之后").click()
    page.wait_for_load_state()
    expect(main).to_contain_text("视为受理", use_inner_text=True)
    page.locator(".tb-timeline summary", has_text="网上收件审查期限").first.click()
    expect(main).to_contain_text("第 1 日", use_inner_text=True)
    check_axe(page)
    press(page, "退回一步")
    expect(page.locator(".tb-timeline")).not_to_contain_text("视为受理", use_inner_text=True)

    for _step in range(8):
        if "已经办结" in main.inner_text():
            break
        _go_on(page)
    expect(main).to_contain_text("已办结，准予", use_inner_text=True)
    fill(page, "title", "登记后送达")
    press(page, "录为示例")
    expect(main).to_contain_text("已经录为示例", use_inner_text=True)
    check_axe(page)
    _the_example_is_in_the_draft_and_plays(city)

    phone = open_page(390, javascript=False)
    city.log_in_staff(phone, "yunyang.admin")
    phone.goto(f"{city.url}/studio/items/{NEW}/simulate")
    phone.locator(".tb-card", has_text="登记后送达").get_by_role("button", name="看完整过程").click()
    phone.wait_for_load_state()
    expect(phone.locator("main")).to_contain_text("已办结，准予", use_inner_text=True)


def _go_on(page: Page) -> None:
    """Do the first thing on offer that leads to a grant."""
    for label in ("受理", "完成本环节", "准予", "送达"):
        button = page.locator(".tb-run-deeds button[type=submit]", has_text=label).first
        if not shown(button) or "不予" in button.inner_text():
            continue
        closed = page.locator(".tb-run-deeds details:not([open]) summary", has_text=label).first
        if not button.is_visible():
            closed.click()
        button.click()
        page.wait_for_load_state()
        return


def _the_example_is_in_the_draft_and_plays(city: City) -> None:
    with scoped("yunyang"):
        texts = {row.path: row.text for row in drafts(city.sessions(), "yunyang")}
    books = Books(city.settings).refresh(city.sessions())
    shelf = books.with_texts(texts)
    (example,) = examples(shelf.workspace, NEW)
    assert example.path.endswith("examples/recorded-1.yaml")
    tenant = stage_of(shelf.workspace, example)
    definition = shelf.workspace.definition(NEW, tenant)
    played = play(example, definition, shelf.rulebook(tenant), shelf.calendar(tenant))
    assert played.surprises == ()
    city.sessions.remove()
