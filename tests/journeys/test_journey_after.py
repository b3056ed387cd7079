"""After the case: rated and mended, reported and answered, overdue and explained, broken and revoked, packed away."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from door_desk import CLERK, Applicant
from journey_city import City, check_axe
from journey_hands import choose, fill, press
from licences_issued import granted
from tongban.cases.alerts import tell_due
from tongban.cases.archiving import make_archive, verify_bag
from tongban.cases.checkpoints import AuditKey
from tongban.cases.evaluation import occasions
from tongban.database import scoped
from tongban.law import Accept, Decline
from tongban.law.evaluation import Occasion

pytestmark = pytest.mark.journey

NAME = "重庆示例建设有限公司"


def sit(city: City, open_page, suffix: str, width: int = 1280) -> Page:
    page = open_page(width)
    city.log_in_staff(page, f"yunyang.{suffix}")
    return page


def look(city: City, page: Page, path: str) -> None:
    page.goto(city.url + path)
    check_axe(page)


def person(city: City, login: str, kind: str = "enterprise", name: str = NAME) -> Applicant:
    return Applicant(city.enrol(login, name, kind), kind, name)


@pytest.mark.row("L6")
@pytest.mark.article("ORD §32")
def test_a_commitment_that_was_broken_is_to_be_put_right_and_then_revoked(shared_city: City, open_page) -> None:
    city = shared_city
    trader = person(city, "trader", "self_employed", "云阳县示例货运部")
    number = granted(city.door(), "freight-permit", trader, "2026-09-14 Mon 09:40").number
    city.sessions.remove()
    city.work()
    reviewer = sit(city, open_page, "reviewer")
    look(city, reviewer, f"/desk/cases/{number}/act/check_commitment")
    choose(reviewer, "result", "deviates")
    fill(reviewer, "findings", "9月28日现场核查，车辆技术等级评定已过期。")
    press(reviewer, "预览文书")
    expect(reviewer.locator(".tb-sheet")).to_contain_text("车辆技术等级评定已过期")
    check_axe(reviewer)
    press(reviewer, "保存核查结果")
    expect(reviewer.locator(".tb-timeline")).to_contain_text("限期整改")
    city.work()

    phone = open_page(390)
    city.log_in_applicant(phone, "trader")
    look(city, phone, f"/yunyang/cases/{number}")
    expect(phone.get_by_role("heading", name="请限期整改")).to_be_visible()
    phone.get_by_role("link", name="限期整改通知书").first.click()
    expect(phone.get_by_text("请在期限内整改")).to_be_visible()
    check_axe(phone)

    city.clock.move_to("2026-10-26 Mon 10:00")
    city.work()
    look(city, reviewer, f"/desk/cases/{number}/act/check_rectification")
    choose(reviewer, "mended", "no")
    fill(reviewer, "findings", "10月26日复查，仍未整改。")
    press(reviewer, "保存复查结果")
    chief = sit(city, open_page, "chief")
    look(city, chief, f"/desk/cases/{number}/act/revoke_for_breach")
    fill(chief, "reasons", "逾期没有整改，依法撤销。")
    press(chief, "作出撤销决定")
    city.work()
    look(city, phone, f"/yunyang/cases/{number}")
    expect(phone.get_by_role("heading", name="准予决定已经撤销")).to_be_visible()
    look(city, sit(city, open_page, "supervisor"), "/desk/supervision")


@pytest.mark.row("V1")
@pytest.mark.article("335 §37", "ORD §51")
def test_a_bad_grade_given_at_the_window_is_mended_and_the_person_sees_it(shared_city: City, open_page) -> None:
    city = shared_city
    desk, rated = city.door(), person(city, "rater")
    number = desk.submit(f"{city.clock():%Y-%m-%d %a %H:%M}", rated).number
    desk.done(number, Decline(CLERK, "不属于本部门职权范围。", "县住房城乡建设委"), f"{city.clock():%Y-%m-%d %a %H:%M}")
    with scoped("yunyang"):
        found = occasions(desk.sessions(), number)
        token = next(each.invitation.token for each in found if each.invitation.occasion == Occasion.OUTCOME)
    city.sessions.remove()
    _rate_at_the_window(city, sit(city, open_page, "clerk"), number)

    chief = sit(city, open_page, "chief")
    look(city, chief, "/desk/evaluations")
    look(city, chief, "/desk/tickets")
    chief.get_by_role("link", name="不满意：").first.click()
    check_axe(chief)
    chief.locator("select[name=to]").first.select_option(index=1)
    chief.locator("form", has=chief.locator("select[name=to]")).get_by_role("button").first.click()
    phone = open_page(390)
    city.log_in_applicant(phone, "rater")
    look(city, phone, f"/yunyang/rate/{token}")
    phone.get_by_role("link", name="查看整改进展").click()
    expect(phone.get_by_text("交由专人办理")).to_be_visible()
    check_axe(phone)


def _rate_at_the_window(city: City, tablet: Page, number: str) -> None:
    """Be warned before the page is cleared, stay by a touch, give a grade; then the page clears itself."""
    tablet.clock.install()
    look(city, tablet, f"/desk/cases/{number}/tablet")
    warning = tablet.get_by_text("秒，本页自动清除。需要更多时间")
    expect(warning.first).to_be_hidden()
    tablet.clock.run_for(75_000)
    expect(warning.first).to_be_visible()
    expect(tablet.get_by_role("status")).to_contain_text("还有 20 秒")
    check_axe(tablet)
    tablet.get_by_role("link", name="我还要用本页").click()
    tablet.clock.run_for(60_000)
    tablet.get_by_role("button", name="不满意", exact=True).click()
    expect(tablet.get_by_text("已经记录：不满意")).to_be_visible()
    check_axe(tablet)
    tablet.clock.run_for(25_000)
    tablet.wait_for_url("**/rate/done")
    check_axe(tablet)


@pytest.mark.row("W4")
@pytest.mark.article("ORD §45", "7 §30")
def test_what_cannot_get_done_is_told_without_a_name_and_answered(shared_city: City, open_page) -> None:
    city, phone = shared_city, open_page(390)
    look(city, phone, "/yunyang/report")
    fill(phone, "title", "两个部门互相推")
    fill(phone, "body", "住建窗口让找城管，城管窗口让找住建。")
    phone.locator("label", has_text="匿名反映").click()
    press(phone, "提交")
    check_axe(phone)
    code = phone.locator(".tb-alert .tb-code").inner_text().strip()
    clerk = sit(city, open_page, "clerk")
    look(city, clerk, "/desk/tickets")
    clerk.get_by_role("link", name="两个部门互相推").click()
    press(clerk, "受理")
    check_axe(clerk)
    clerk.locator("select[name=to]").first.select_option(index=1)
    clerk.locator("form", has=clerk.locator("select[name=to]")).get_by_role("button").first.click()
    check_axe(clerk)
    look(city, phone, f"/yunyang/reports/find?code={code}")
    expect(phone.get_by_text("已经受理")).to_be_visible()


@pytest.mark.row("D3")
@pytest.mark.article("ORD §39", "7 §26")
def test_what_is_late_reaches_the_supervisor_and_is_explained(shared_city: City, open_page) -> None:
    city = shared_city
    desk, late = city.door(), person(city, "late")
    case = desk.submit("2026-09-28 Mon 10:00", late)
    desk.done(case.number, Accept(CLERK, desk.all_in_order(case)), "2026-09-28 Mon 10:06")
    city.sessions.remove()
    city.clock.move_to("2026-10-27 Tue 09:00")
    city.work()
    tell_due(city.sessions, city.desk.books, city.clock())
    supervisor = sit(city, open_page, "supervisor", 390)
    look(city, supervisor, "/desk/alerts")
    supervisor.get_by_role("button", name="知道了").first.click()
    expect(supervisor.get_by_role("status").first).to_contain_text("已经知悉")
    look(city, supervisor, "/desk/overdue")
    reviewer = sit(city, open_page, "reviewer")
    look(city, reviewer, f"/desk/cases/{case.number}/act/explain_lateness")
    reviewer.locator("textarea").first.fill("连续降雨，现场不能勘验。")
    reviewer.locator("main form button[value=send]").click()
    expect(reviewer.locator(".tb-timeline")).to_contain_text("连续降雨，现场不能勘验。")
    check_axe(reviewer)


@pytest.mark.row("E5")
@pytest.mark.article("335 §31")
def test_a_closed_case_is_packed_and_its_package_downloaded(shared_city: City, open_page) -> None:
    city = shared_city
    desk, one = city.door(), person(city, "packed")
    when = f"{city.clock():%Y-%m-%d %a %H:%M}"
    number = desk.submit(when, one).number
    desk.done(number, Decline(CLERK, "不属于本部门职权范围。", "县住房城乡建设委"), when)
    city.sessions.remove()
    city.work()
    with scoped("yunyang"):
        books, row = city.desk.books, desk.row(number)
        make_archive(city.sessions(), city.desk.files, AuditKey(city.settings.keys), row, desk.definition(),
                     books.rulebook("yunyang"), books.calendar("yunyang"), city.clock())  # fmt: skip
        city.sessions().commit()
    city.sessions.remove()
    supervisor = sit(city, open_page, "supervisor")
    look(city, supervisor, "/desk/archives")
    with supervisor.expect_download() as brought:
        supervisor.locator("tr", has_text=number).get_by_role("link", name="下载").click()
    assert list(verify_bag(Path(brought.value.path()).read_bytes())) == []
    look(city, supervisor, "/desk/archives?show=expired")


@pytest.mark.row("D1")
def test_a_day_off_is_tried_out_and_declared_and_the_portal_tells_it(shared_city: City, open_page) -> None:
    city = shared_city
    admin = sit(city, open_page, "admin", 390)
    look(city, admin, "/desk/calendar")
    fill(admin, "day", "2026-10-30")
    choose(admin, "working", "off")
    fill(admin, "basis", "云阳县防汛指挥部2026年第3号通告")
    press(admin, "预演")
    expect(admin.get_by_text("预演：宣布以后会这样变化")).to_be_visible()
    check_axe(admin)
    press(admin, "确认宣布")
    expect(admin.get_by_role("status").first).to_contain_text("已经宣布")
    check_axe(admin)
    city.work()
    visitor = open_page(390)
    look(city, visitor, "/yunyang/")
    expect(visitor.get_by_text("2026年10月30日 周五停止办公")).to_be_visible()
    look(city, visitor, "/yunyang/announcements")
