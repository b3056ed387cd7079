"""Story 2: a citizen on a phone applies for 占道施工, supplies what was missing, reads and verifies the notice."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from door_desk import CLERK
from journey_city import PASSWORD, City, check_axe
from journey_hands import shown
from portal_visitor import PDF
from tongban.cases import door
from tongban.database import scoped
from tongban.law import Deficiency, DeficiencyKind, MaterialVerdict, Verdict
from tongban.law.commands import Accept, Command, RequestSupplement

pytestmark = pytest.mark.journey

OpenPage = Callable[..., Page]
#: the clerk's verdict on what was in order from the start
FINE = tuple(MaterialVerdict(each, Verdict.OK) for each in ("location", "site-rights"))
ITEM = "临时性建筑物搭建、堆放物料、占道施工审批"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A file on the citizen's phone."""
    file = tmp_path / "施工方案.pdf"
    file.write_bytes(PDF)
    return file


def act(city: City, number: str, command: Command) -> None:
    """Let the desk act; its own pages have journeys of their own."""
    with scoped("yunyang"):
        answer = door.act(city.sessions(), city.desk.books, number, command, city.clock())
        assert isinstance(answer, door.Done), answer
        city.sessions().commit()
    city.sessions.remove()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def fill(page: Page, **texts: str) -> None:
    for name, text in texts.items():
        page.locator(f'[name="{name.replace("__", ".")}"]').fill(text)


def choose(page: Page, name: str, value: str) -> None:
    if shown(page.locator(f'select[name="{name}"]')):
        page.locator(f'select[name="{name}"]').select_option(value)
    else:
        tick(page, f'input[name="{name}"][value="{value}"]')


def tick(page: Page, box: str) -> None:
    """Press the words beside a box, as a finger does."""
    found = page.locator(box)
    page.locator(f'label[for="{found.get_attribute("id")}"]').click()
    expect(found).to_be_checked()


def log_in(page: Page) -> None:
    fill(page, login="company", password=PASSWORD)
    press(page, "登录")


def applicant_page(page: Page) -> None:
    fill(page, uscc="910000000MA000017K", legal_representative="冉光荣", phone="13800000101")
    expect(page.locator('[name="agent_name"]')).to_be_hidden()
    choose(page, "has_agent", "yes")
    expect(page.locator('[name="agent_name"]')).to_be_visible()
    choose(page, "has_agent", "no")
    expect(page.locator('[name="agent_name"]')).to_be_hidden()


def site_page(page: Page) -> None:
    for part in shown(page.locator('select[name^="site_address"]')):
        part.select_option("500235")
    fill(page, site_address__detail="青龙街道示例路 12 号门前人行道", length="12.5", width="2.0")
    expect(page.locator('[name="area"]')).to_have_value(re.compile("25"))
    fill(page, until="2026-11-20", reason="临街办公楼外墙砖松动，需要在人行道内侧搭设脚手架更换外墙砖。")
    page.locator('[name="from"]').fill("2026-10-20")


def works_page(page: Page) -> None:
    fill(page, builder="重庆示例建设有限公司", safety_officer="牟志强", safety_phone="13800000103")
    choose(page, "night", "no")
    choose(page, "uses_vehicles", "yes")
    page.locator(".tb-row-add").click()
    expect(page.locator(".tb-rows > .tb-row")).to_have_count(2)
    page.locator(".tb-row-remove").nth(1).click()
    expect(page.locator(".tb-rows > .tb-row")).to_have_count(1)
    fill(page, vehicles__0__plate="渝F00001")
    choose(page, "vehicles.0.kind", "crane")
    choose(page, "vehicles.0.heavy", "no")


def find_the_item(page: Page, city: City) -> None:
    page.goto(f"{city.url}/yunyang/")
    check_axe(page)
    page.get_by_role("searchbox", name="搜索事项").first.fill("占道施工")
    press(page, "搜索")
    check_axe(page)
    page.get_by_role("link", name=ITEM).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ITEM)
    check_axe(page)
    choose(page, "purpose", "works")
    choose(page, "lane", "no")
    press(page, "看我要准备什么")
    expect(page.get_by_text("占用种类：占道施工")).to_be_visible()
    page.get_by_role("button", name="在线办理").locator("visible=true").first.click()


def begin(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("登录")
    check_axe(page)
    log_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("申请人")
    expect(page.get_by_text("单位名称，来自您的账号")).to_be_visible()
    check_axe(page)


def fill_the_form(page: Page) -> None:
    press(page, "保存并继续")
    expect(page.get_by_role("alert")).to_contain_text("请填写“统一社会信用代码”")
    check_axe(page)
    with page.expect_response(lambda answer: "autosave=1" in answer.url):
        applicant_page(page)
    press(page, "保存并继续")
    expect(page.get_by_role("heading", level=1)).to_have_text("占用地点和时间")
    site_page(page)
    check_axe(page)
    press(page, "保存并继续")
    expect(page.get_by_role("heading", level=1)).to_have_text("占道施工")
    works_page(page)
    check_axe(page)
    press(page, "保存并继续")
    expect(page.get_by_role("heading", level=1)).to_have_text("确认和签名")
    tick(page, 'input[name="declaration"]')
    fill(page, signature__name="冉光荣")
    tick(page, 'input[name="signature.confirmed"]')
    check_axe(page)
    press(page, "保存并继续")


def upload_and_hand_in(page: Page, plan: Path) -> str:
    """Forget a material, be told of it, mend it, hand in; returns the case's number."""
    expect(page.get_by_role("heading", level=1)).to_have_text("上传材料")
    page.locator('input[name="material.location"]').set_input_files(plan)
    check_axe(page)
    press(page, "下一步")
    expect(page.get_by_role("heading", level=1)).to_have_text("提交前核对")
    expect(page.get_by_role("alert")).to_contain_text("请提交“施工方案”")
    check_axe(page)
    page.get_by_role("link", name=re.compile("请提交“施工方案”")).click()
    page.locator('input[name="material.plan"]').set_input_files(plan)
    page.locator('input[name="material.site-rights"]').set_input_files(plan)
    press(page, "下一步")
    expect(page.get_by_text("预审通过，可以提交")).to_be_visible()
    check_axe(page)
    press(page, "提交申请")
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已提交")
    number = page.locator(".tb-panel__number").inner_text()
    check_axe(page)
    return number


def supply(page: Page, city: City, number: str, plan: Path) -> None:
    named = (Deficiency(DeficiencyKind.MATERIAL, "plan", "未标明交通疏导措施"),)
    city.clock.move_to("2026-09-29 Tue 10:00")
    act(city, number, RequestSupplement(CLERK, named, verdicts=FINE))
    page.goto(f"{city.url}/yunyang/cases")
    check_axe(page)
    expect(page.get_by_text(number)).to_have_count(1)
    page.get_by_role("link", name=ITEM).click()
    expect(page.get_by_role("heading", name="请补齐 1 项内容")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="看看是怎么算的").first.click()
    check_axe(page)
    page.get_by_role("link", name="返回办件").click()
    page.get_by_role("link", name="去补正").click()
    page.locator('input[name="material.plan"]').set_input_files(plan)
    check_axe(page)
    press(page, "提交补正")
    expect(page.get_by_text("补正内容已经收到")).to_be_visible()


def read_the_notice(page: Page, city: City, number: str, sealed: Path) -> str:
    """Read the acceptance notice, before and after it is sealed; returns its code."""
    city.clock.move_to("2026-09-30 Wed 10:00")
    act(city, number, Accept(CLERK, (*FINE, MaterialVerdict("plan", Verdict.OK))))
    page.reload()
    page.locator("#documents + ul").get_by_role("link", name=re.compile("受理通知书")).click()
    expect(page.get_by_text("正在盖章").first).to_be_visible()
    city.work()
    page.reload()
    check_axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载盖章 PDF").click()
    download.value.save_as(sealed)
    assert sealed.read_bytes().startswith(b"%PDF")
    return page.url.rpartition("/")[2]


def verify(page: Page, city: City, code: str, sealed: Path) -> None:
    page.goto(f"{city.url}/verify?code={code}")
    expect(page.get_by_role("heading", name="这份文书真实有效")).to_be_visible()
    check_axe(page)
    page.locator('input[name="file"]').set_input_files(sealed)
    press(page, "验真")
    expect(page.get_by_text("与发出时一致，没有被改动")).to_be_visible()
    check_axe(page)


@pytest.mark.row("F1")
@pytest.mark.article("ORD §36", "ORD §18")
def test_a_citizen_applies_on_a_phone_and_reads_the_sealed_notice(
    running_city: City, open_page: OpenPage, plan: Path, tmp_path: Path
) -> None:
    running_city.enrol("company", "重庆示例建设有限公司")
    page, sealed = open_page(390), tmp_path / "sealed.pdf"
    find_the_item(page, running_city)
    begin(page)
    fill_the_form(page)
    number = upload_and_hand_in(page, plan)
    supply(page, running_city, number, plan)
    code = read_the_notice(page, running_city, number, sealed)
    verify(open_page(390), running_city, code, sealed)


def test_the_form_is_filled_and_kept_without_scripts(running_city: City, open_page: OpenPage, plan: Path) -> None:
    running_city.enrol("company", "重庆示例建设有限公司")
    page = open_page(390, javascript=False)
    page.goto(f"{running_city.url}/yunyang/items/occupy-road?purpose=works&lane=no")
    page.get_by_role("button", name="在线办理").locator("visible=true").first.click()
    log_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("申请人")
    fill(page, uscc="910000000MA000017K", legal_representative="冉光荣", phone="13800000101")
    choose(page, "has_agent", "yes")
    press(page, "保存并继续")
    expect(page.get_by_text("按您的回答，下面还有几项需要填写")).to_be_visible()
    fill(page, agent_name="谭小燕", agent_phone="13800000102", agent_id_number="110101199103120005")
    press(page, "保存并继续")
    expect(page.get_by_role("alert")).to_contain_text("代办人身份证号码")
    fill(page, agent_id_number="110101199103120004")
    press(page, "保存并继续")
    expect(page.get_by_role("heading", level=1)).to_have_text("占用地点和时间")
    fill(page, length="十二")
    press(page, "先保存，以后再填")
    expect(page.get_by_text("已经保存")).to_be_visible()
    page.get_by_role("link", name="继续填写").click()
    page.goto(page.url.replace("review", "form/site"))
    expect(page.locator('[name="length"]')).to_have_value("十二")
