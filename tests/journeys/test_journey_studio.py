"""Story 5 in a real browser: a tenant's administrator changes an item, and writes one, without a file or code."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from door_desk import DoorDesk
from journey_city import PASSWORD, City, check_axe
from journey_hands import choose, fill, press, shown
from tongban.cases.tables import CaseRow
from tongban.database import scoped

TITLE = "小区活动场地借用登记"
NEW = "yunyang-xiao-qu-huo-dong-chang-di-jie-yong-deng-ji"


def studio(city: City, open_page, width: int = 1280) -> Page:
    page = open_page(width)
    city.log_in_staff(page, "yunyang.admin")
    page.goto(f"{city.url}/studio/")
    return page


@pytest.mark.row("C5")
def test_a_shorter_promise_and_new_hours_reach_the_next_citizen_and_leave_running_cases_alone(running_city, open_page):
    city = running_city
    running = DoorDesk(city.sessions, city.desk.books).submit("2026-09-28 Mon 10:00").number
    city.sessions.remove()
    page = studio(city, open_page)
    check_axe(page)
    page.get_by_role("link", name="临时性建筑物搭建、堆放物料、占道施工审批").click()
    check_axe(page)
    page.get_by_role("link", name="编辑", exact=True).click()

    choose(page, "promise", "shorter")
    fill(page, "promise_amount", "30")
    choose(page, "promise_unit", "working_days")
    press(page, "保存并继续")
    expect(page.locator("#f-promise_amount-error")).to_contain_text("放宽了要求", use_inner_text=True)
    expect(page.locator("#f-promise_amount-error")).to_contain_text(
        "《重庆市政务服务管理办法》第二十五条", use_inner_text=True
    )
    check_axe(page)

    fill(page, "promise_amount", "4")
    fill(page, "hours", "每天 9:00—17:00")
    press(page, "保存并继续")
    expect(page.locator("main")).to_contain_text("承诺办结时限由5 个工作日改为4 个工作日。", use_inner_text=True)
    check_axe(page)
    page.get_by_role("link", name="预览").last.click()
    expect(page.locator("main")).to_contain_text("群众看不到", use_inner_text=True)
    expect(page.locator("main")).to_contain_text("每天 9:00—17:00", use_inner_text=True)
    check_axe(page)
    page.get_by_role("link", name="去发布").click()
    press(page, "确认发布")
    expect(page.locator("main")).to_contain_text("第 2 版已经发布", use_inner_text=True)
    check_axe(page)

    citizen = open_page(390)
    citizen.goto(f"{city.url}/yunyang/items/occupy-road")
    guide = citizen.locator("main").inner_text().replace(" ", "")
    assert "4个工作日" in guide
    assert "每天9:00—17:00" in guide
    with scoped("yunyang"):
        row = city.sessions().get(CaseRow, ("yunyang", running))
        assert row is not None
        assert row.version == 1


@pytest.mark.row("C8")
def test_an_item_is_written_on_pages_published_and_applied_for(running_city, open_page):
    city = running_city
    page = studio(city, open_page)
    page.get_by_role("link", name="新建事项").click()
    check_axe(page)
    choose(page, "template", "record")
    fill(page, "title", TITLE)
    press(page, "开始填写")

    fill(page, "summary", "居民借用小区公共活动场地，先登记，再使用。")
    fill(page, "department", "民政局")
    fill(page, "authority", "云阳县民政局")
    fill(page, "basis.0.law", "示例公共场地管理办法")
    fill(page, "basis.0.article", "第三条")
    check_axe(page)
    press(page, "保存并继续")

    fill(page, "fields.0.label", "是否有演出")
    page.locator("[name='fields.0.type']").select_option("yes_no")
    choose(page, "fields.0.obligatory", "yes")
    page.get_by_role("button", name="增加一行").click()
    fill(page, "fields.1.label", "演出内容")
    page.locator("[name='fields.1.type']").select_option("text")
    choose(page, "fields.1.obligatory", "yes")
    fill(page, "fields.1.when_field", "是否有演出")
    choose(page, "fields.1.when_is", "eq")
    fill(page, "fields.1.when_value", "是")
    check_axe(page)
    press(page, "保存并继续")

    fill(page, "materials.0.name", "演出安全方案")
    fill(page, "materials.0.criteria", "写明时间、人数和负责人")
    choose(page, "materials.0.obligatory", "yes")
    fill(page, "materials.0.when_field", "是否有演出")
    choose(page, "materials.0.when_is", "eq")
    fill(page, "materials.0.when_value", "是")
    press(page, "保存并继续")
    check_axe(page)
    press(page, "保存并继续")  # process and limits as the template has them

    fill(page, "address", "云阳县示例路 3 号云阳县政务服务中心")
    fill(page, "hours", "工作日 9:00—17:00")
    fill(page, "phone", "023-55000101")
    fill(page, "complaints", "023-55000102")
    check_axe(page)
    press(page, "保存并继续")

    choose(page, "own_wording", "yes")
    choose(page, "notice", "receipt")
    press(page, "只保存")
    fill(page, "wording", "{{ applicant_name }}：您登记的“{{ item_title }}”材料已经收到。")
    press(page, "只保存")
    expect(page.locator(".tb-doc")).to_contain_text("您登记的“小区活动场地借用登记”材料已经收到。", use_inner_text=True)
    check_axe(page)
    press(page, "保存并继续")
    expect(page.locator("main")).to_contain_text("首次发布", use_inner_text=True)
    check_axe(page)
    press(page, "确认发布")
    expect(page.locator("main")).to_contain_text(f"《{TITLE}》第 1 版已经发布", use_inner_text=True)

    number = apply(city, open_page)
    with scoped("yunyang"):
        row = city.sessions().get(CaseRow, ("yunyang", number))
        assert row is not None
        assert (row.item, row.version) == (NEW, 1)


def apply(city: City, open_page) -> str:
    """Apply as a citizen on a phone, without the material that only a performance needs; return the case number."""
    city.enrol("zhang", "张示例", kind="person")
    page = open_page(390)
    page.goto(f"{city.url}/account/login?next=/yunyang/items/{NEW}")
    fill(page, "login", "zhang")
    fill(page, "password", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: url.endswith(NEW))
    page.get_by_role("button", name="在线办理").locator("visible=true").first.click()
    page.wait_for_url(lambda url: "/drafts/" in url)
    for _step in range(8):
        if "/review" in page.url:
            break
        if shown(page.locator("[name=person_name]")):
            fill(page, "person_name", "张示例")
            fill(page, "person_phone", "13800138000")
        if shown(page.locator("input[name='shi_fou_you_yan_chu']")):
            choose(page, "shi_fou_you_yan_chu", "no")
            assert not page.locator("[name=yan_chu_nei_rong]").is_visible()
        if shown(page.locator("input[type=checkbox][name=applicant_declaration]")):
            page.locator("input[type=checkbox][name=applicant_declaration] + label").click()
        before = page.url
        page.locator("main form .tb-button--main").first.click()
        page.wait_for_url(lambda url, before=before: url != before)
    if shown(page.locator("input[name=declared]")):
        page.locator("input[name=declared] + label").click()
    press(page, "提交申请")
    page.wait_for_url("**/submitted")
    return page.url.split("/")[-2]
