"""In Chromium over two running installations: a citizen of 广安 applies at home, 云阳 decides, it is read at home."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from journey_city import check_axe
from journey_hands import choose, fill, press
from sichuan_chongqing.course import Stage
from sichuan_chongqing.tests.exchange_journey import REVIEWER, act, course_at, settle
from sichuan_chongqing.tests.two_sides import Installation, speaking
from tongban.law import commands
from tongban.tenancy.accounts import add_staff
from tongban.tenancy.applicants import register
from tongban.web.app import create_app
from tongban.web.appbuilder import sync_permissions

pytestmark = pytest.mark.journey
PASSWORD = "journey-2026"  # noqa: S105
ITEM = "/guangan-qu/chuanyu/items/chongqing-guangan/no-crime-certificate/500235"
Sides = tuple[Installation, Installation]


@pytest.fixture
def sides(tmp_path: Path) -> Iterator[Sides]:
    with speaking(tmp_path) as (cq, ga):
        cq.tenants = ("yunyang", "jiangbei")
        hire(cq, "yunyang", "window_clerk", "chief_representative")
        hire(ga, "guangan-qu", "window_clerk")
        register(ga.sessions(), kind="person", name="何示例", login="he.guangan", password=PASSWORD, now=ga.clock())
        ga.sessions().commit()
        ga.sessions.remove()
        yield cq, ga


def hire(side: Installation, tenant: str, *roles: str) -> None:
    sync_permissions(create_app(side.settings))
    for role in roles:
        add_staff(side.sessions(), username=role, display_name=role, tenant=tenant, roles=(role,), password=PASSWORD)
    side.sessions().commit()
    side.sessions.remove()


def log_in(page: Page, address: str, login: str) -> None:
    page.goto(address)
    fill(page, "login", login)
    fill(page, "password", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/login" not in url)


@pytest.mark.row("X1", part="in the browser")
@pytest.mark.row("X2", part="in the browser")
def test_a_citizen_applies_at_home_and_has_the_other_sides_result_there(sides: Sides, open_page) -> None:
    cq, ga = sides
    home, there = cq.side().address("sichuan"), ga.side().address("chongqing")
    citizen = open_page(390)
    log_in(citizen, f"{home}/account/login?next=/guangan-qu/chuanyu/", "he.guangan")
    check_axe(citizen)
    citizen.goto(home + ITEM)
    check_axe(citizen)
    press(citizen, "在线办理")
    filled_in(citizen)
    check_axe(citizen)
    press(citizen, "提交申请")
    expect(citizen.get_by_role("heading", name="正在送往办理地")).to_be_visible()
    check_axe(citizen)
    settle(ga, cq)
    number = decided(cq, ga, there, open_page)
    citizen.reload()
    expect(citizen.get_by_role("heading", name="已经办结")).to_be_visible()
    expect(citizen.get_by_role("link", name="准予决定书")).to_be_visible()
    check_axe(citizen)
    case = citizen.url.rpartition("/")[2]
    assert (course_at(ga, case)[0].stage, course_at(cq, case)[0].number) == (Stage.FINISHED, number)
    desk_at_home(ga, home, open_page)


def filled_in(page: Page) -> None:
    """Answer 云阳's own questions and form, page after page."""
    for name, value in (("purpose", "work"), ("tie", "household"), ("by_agent", "self")):
        choose(page, name, value)
    check_axe(page)
    press(page, "下一步")
    fill(page, "name", "何示例")
    fill(page, "id_number", "110101196901159997")
    fill(page, "phone", "13800001901")
    choose(page, "address.division", "500235")
    fill(page, "address.detail", "示例街 91 号")
    press(page, "保存并继续")
    fill(page, "employer", "示例公司")
    fill(page, "post", "教师")
    press(page, "保存并继续")
    page.locator("label[for=f-declaration-made]").click()
    fill(page, "signature.name", "何示例")
    page.locator("label[for=f-signature-confirmed]").click()
    press(page, "保存并继续")
    if page.url.endswith("/materials"):  # government holds all of them: nothing is to be uploaded
        check_axe(page)
        press(page, "下一步")


def decided(cq: Installation, ga: Installation, there: str, open_page) -> str:
    """The window of 云阳 accepts, the reviewer reviews, the chief representative grants; the sides tell each other."""
    clerk = open_page(1280)
    log_in(clerk, f"{there}/staff/login", "window_clerk")
    clerk.goto(f"{there}/desk/chuanyu/")
    check_axe(clerk)
    clerk.get_by_role("link", name="无犯罪记录证明").first.click()
    check_axe(clerk)
    clerk.get_by_role("link", name="打开本地办件").click()
    check_axe(clerk)
    number = clerk.url.rpartition("/")[2]
    press(clerk, "受理")
    act(cq, number, commands.CompleteStep(REVIEWER, "query", "查询无误。"))
    chief = open_page(1280)
    log_in(chief, f"{there}/staff/login", "chief_representative")
    chief.goto(f"{there}/desk/cases/{number}")
    chief.get_by_role("link", name="准予").click()
    chief.get_by_label("的办理意见").first.fill("准予出具。")
    press(chief, "作出准予决定")
    settle(cq, ga)
    return number


def desk_at_home(ga: Installation, home: str, open_page) -> None:
    """At home the window sees the case finished, and could take in what must be brought on paper."""
    clerk = open_page(390)
    log_in(clerk, f"{home}/staff/login", "window_clerk")
    clerk.goto(f"{home}/desk/chuanyu/")
    expect(clerk.get_by_text("办结").first).to_be_visible()
    check_axe(clerk)
    clerk.goto(f"{home}/desk/chuanyu/intake")
    check_axe(clerk)
    clerk.locator("select[name=what]").select_option("chongqing-guangan/id-card/500105")
    fill(clerk, "name", "何示例")
    fill(clerk, "id_number", "110101196901159997")
    choose(clerk, "identity", "card_read")
    press(clerk, "开始收件")
    expect(clerk.get_by_role("button", name="向对方联网核验")).to_be_visible()
    check_axe(clerk)
    assert ga
