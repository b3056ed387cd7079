"""Stories 3 and 4 in Chromium: checked, notified once, supplied, accepted, reviewed, decided, delivered, told."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from door_desk import DoorDesk
from journey_city import City, check_axe
from journey_hands import shown
from tongban.database import scoped
from tongban.law import Actor, Applicant, HandedIn
from tongban.law.commands import Supply

NAME = "重庆示例建设有限公司"
FOCUSED = "() => (document.activeElement.labels?.[0] ?? document.activeElement).innerText.trim()"


class Desks:
    """The desks of 云阳 in one city, each before a browser of its own."""

    def __init__(self, city: City, open_page) -> None:
        self.city, self._open = city, open_page
        self.door = DoorDesk(city.sessions, city.desk.books)
        city.desk.books.refresh(city.sessions())
        self.applicant = Applicant(city.enrol("company", NAME), "enterprise", NAME)

    def submitted(self) -> str:
        number = self.door.submit("2026-09-28 Mon 10:00", self.applicant).number
        self.city.sessions.remove()
        self.city.work()
        return number

    def sit(self, suffix: str, width: int = 1280) -> Page:
        page = self._open(width)
        self.city.log_in_staff(page, f"yunyang.{suffix}")
        return page

    def see(self, page: Page, path: str) -> None:
        page.goto(self.city.url + path)
        check_axe(page)


@pytest.fixture
def desks(running_city: City, open_page) -> Desks:
    return Desks(running_city, open_page)


def judge(page: Page, *, deficient: str = "") -> None:
    """Mark every material, one of them as deficient with a note, and save."""
    for part in shown(page.locator("fieldset.tb-verdict:has(input)")):
        if deficient and deficient in (part.get_attribute("id") or ""):
            part.get_by_label("不符合").check()
            part.locator("summary", has_text="意见").click()
            part.locator("textarea").fill("未标明行人绕行路线，请补充。")
        else:
            part.get_by_label("符合", exact=True).check()
    page.get_by_role("button", name="保存审查结果").click()
    expect(page.get_by_role("status").first).to_contain_text("已保存")


def supply(desks: Desks, number: str) -> None:
    actor = Actor(desks.applicant.id, NAME, "applicant")
    with scoped("yunyang"):
        desks.door.act(number, Supply(actor, (HandedIn("plan", ()),)), f"{desks.city.clock():%Y-%m-%d %a %H:%M}")
    desks.city.sessions.remove()


def notify_once(clerk: Page) -> None:
    clerk.get_by_role("link", name="占道施工").click()
    check_axe(clerk)
    judge(clerk, deficient="plan")
    clerk.get_by_role("link", name="一次性告知补正").click()
    check_axe(clerk)
    clerk.get_by_role("button", name="预览文书").click()
    expect(clerk.locator(".tb-doc")).to_contain_text("未标明行人绕行路线")
    check_axe(clerk)
    clerk.get_by_role("button", name="发出一次性补正告知书").click()
    expect(clerk.get_by_role("status").first).to_contain_text("等待申请人补正")


def accept_what_was_supplied(desks: Desks, clerk: Page, number: str) -> None:
    desks.city.clock.move_to("2026-09-29 Tue 09:30")
    supply(desks, number)
    desks.see(clerk, "/desk/")
    clerk.get_by_role("link", name="占道施工").click()
    judge(clerk)
    clerk.get_by_role("button", name="受理", exact=True).click()
    expect(clerk.get_by_role("status").first).to_contain_text("已经受理")


def review_and_survey(desks: Desks, number: str) -> None:
    reviewer = desks.sit("reviewer")
    reviewer.get_by_role("link", name="占道施工").click()
    reviewer.get_by_label("“材料审查”的办理意见").fill("材料齐全，占用理由充分。")
    reviewer.get_by_role("button", name="完成“材料审查”").click()
    survey(desks, reviewer, number, "现场与申请一致。")
    expect(reviewer.get_by_text("这件现在不需要您处理")).to_be_visible()
    check_axe(reviewer)


def survey(desks: Desks, reviewer: Page, number: str, found: str) -> None:
    """Begin the survey, appoint it for Wednesday, put down what was found there, and end it."""
    reviewer.get_by_role("link", name="开始“现场勘验”").click()
    check_axe(reviewer)
    reviewer.get_by_role("button", name="开始并告知申请人").click()
    expect(reviewer.get_by_text("暂停计时").first).to_be_visible()
    reviewer.get_by_role("link", name="约定现场勘验").click()
    check_axe(reviewer)
    reviewer.get_by_label("勘验日期").fill("2026-09-30")
    reviewer.get_by_label("勘验时间").fill("上午9时")
    reviewer.get_by_label("勘验地点").fill("望江大道 12 号人行道")
    reviewer.get_by_label("勘验人员").fill("周静\n吴畏")
    reviewer.get_by_role("button", name="约定并通知申请人").click()
    desks.city.clock.move_to("2026-09-30 Wed 15:00")
    reviewer.goto(f"{desks.city.url}/desk/cases/{number}")
    reviewer.get_by_role("link", name="登记勘验记录").click()
    check_axe(reviewer)
    reviewer.get_by_label("勘验发现的情况").fill(found)
    reviewer.get_by_role("button", name="登记勘验记录").click()
    reviewer.get_by_label("“现场勘验”的办理意见").fill(found)
    reviewer.get_by_role("button", name="结束“现场勘验”").click()


def decide(desks: Desks) -> None:
    chief = desks.sit("chief")
    chief.get_by_role("link", name="占道施工").click()
    chief.get_by_role("link", name="准予").click()
    check_axe(chief)
    chief.get_by_label("“审核决定”的办理意见").fill("同意占用。")
    chief.get_by_role("button", name="作出准予决定").click()
    expect(chief.get_by_role("status").first).to_contain_text("准予决定已经作出")


def deliver(desks: Desks, clerk: Page, number: str) -> None:
    clerk.goto(f"{desks.city.url}/desk/cases/{number}/act/deliver")
    check_axe(clerk)
    clerk.locator("label", has_text="窗口领取").click()
    clerk.get_by_role("button", name="登记送达").click()
    story = clerk.locator(".tb-timeline")
    for told in (
        "提交申请",
        "一次性告知需要补正的内容",
        "补正材料",
        "决定受理",
        "开始现场勘验",
        "决定准予",
        "送达办结",
    ):
        expect(story).to_contain_text(told)
    check_axe(clerk)
    desks.city.work()
    clerk.get_by_role("link", name="准予决定书").first.click()
    check_axe(clerk)


@pytest.mark.row("L4")
@pytest.mark.row("W2", part="form, materials and review points side by side")
@pytest.mark.row("L8")
@pytest.mark.row("L11")
@pytest.mark.row("L3")
@pytest.mark.row("D5")
def test_a_case_goes_from_the_queue_to_delivery_and_its_history_reads_like_a_story(desks: Desks) -> None:
    number = desks.submitted()
    clerk = desks.sit("clerk")
    check_axe(clerk)
    expect(clerk.get_by_text("还剩 1 个工作日")).to_be_visible()
    notify_once(clerk)
    accept_what_was_supplied(desks, clerk, number)
    desks.see(clerk, f"/desk/cases/{number}/explain")
    expect(clerk.get_by_text("国庆节").first).to_be_visible()
    review_and_survey(desks, number)
    decide(desks)
    deliver(desks, clerk, number)


@pytest.mark.row("L11")
def test_a_refusal_needs_its_reasons_and_keeps_what_was_typed(desks: Desks) -> None:
    number, city = desks.submitted(), desks.city
    clerk = desks.sit("clerk")
    clerk.goto(f"{city.url}/desk/cases/{number}")
    judge(clerk)
    clerk.get_by_role("button", name="受理", exact=True).click()
    reviewer = desks.sit("reviewer")
    reviewer.goto(f"{city.url}/desk/cases/{number}")
    reviewer.get_by_label("“材料审查”的办理意见").fill("材料齐全。")
    reviewer.get_by_role("button", name="完成“材料审查”").click()
    survey(desks, reviewer, number, "占用盲道。")
    chief = desks.sit("chief")
    chief.goto(f"{city.url}/desk/cases/{number}/act/refuse")
    chief.get_by_role("button", name="作出不予决定").click()
    expect(chief.get_by_role("alert")).to_contain_text("没有理由不得作出")
    expect(chief.get_by_role("alert")).to_contain_text("《重庆市政务服务管理办法》第二十六条")
    check_axe(chief)
    chief.get_by_label("不予批准的理由").fill("占用盲道，不符合城市道路管理的规定。")
    chief.get_by_role("button", name="作出不予决定").click()
    expect(chief.locator(".tb-timeline")).to_contain_text("占用盲道，不符合城市道路管理的规定。")
    check_axe(chief)


@pytest.mark.row("W2", part="keyboard")
def test_a_case_is_accepted_by_keyboard_alone(desks: Desks) -> None:
    desks.submitted()
    page = desks.sit("clerk")

    def tab_to(words: str) -> None:
        for _turn in range(80):
            page.keyboard.press("Tab")
            told = page.evaluate(FOCUSED)
            if told == words:
                return
        raise AssertionError(f"Tab does not come to “{words}”.")

    tab_to("临时性建筑物搭建、堆放物料、占道施工审批")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/cases/*")
    for _material in shown(page.locator("fieldset.tb-verdict:has(input)")):
        tab_to("符合")
        page.keyboard.press("Space")
    tab_to("保存审查结果")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("已保存")
    tab_to("受理")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("已经受理")


def test_the_desk_works_on_a_phone(desks: Desks) -> None:
    number = desks.submitted()
    page = desks.sit("clerk", 390)
    for path in ("/desk/", "/desk/?tab=all", f"/desk/cases/{number}", f"/desk/cases/{number}/explain", "/desk/intake"):
        desks.see(page, path)
    desks.see(page, f"/desk/cases/{number}/act/decline")
