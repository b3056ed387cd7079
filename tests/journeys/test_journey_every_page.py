"""Every page that an address opens is clean to axe and no wider than a phone; journeys see to the others."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from door_desk import Applicant
from journey_city import PASSWORD, City, check_axe
from tongban.cases.documents import documents_of
from tongban.database import scoped
from tongban.web.appbuilder import sync_permissions

pytestmark = pytest.mark.journey

APPLICANT = "13800000001"
NAME = "重庆示例建设有限公司"
#: who looks → the addresses; `{number}` is a case that was handed in, `{code}` the code of its receipt
PAGES = {
    "": (
        "/", "/yunyang/", "/jiangkou/", "/yuzhong/", "/yunyang/search?q=占道", "/yunyang/items/occupy-road",
        "/yunyang/items", "/chongqing/items?department=城市管理局&level=county", "/yunyang/open-data",
        "/verify", "/verify?code={code}", "/account/login", "/account/register", "/staff/login", "/nowhere",
    ),
    APPLICANT: (
        "/yunyang/cases", "/yunyang/cases/{number}", "/yunyang/cases/{number}/submitted",
        "/yunyang/cases/{number}/explain", "/yunyang/documents/{code}",
    ),
    "yunyang.clerk": (
        "/desk/", "/desk/?tab=all", "/desk/intake", "/desk/cases/{number}", "/desk/cases/{number}/explain",
        "/desk/cases/{number}/act/accept", "/desk/cases/{number}/act/request_supplement",
        "/desk/cases/{number}/documents/{code}",
    ),
    "yunyang.chief": ("/desk/guidance",),
    "yunyang.admin": (
        "/studio/", "/studio/new", "/studio/sheet", "/studio/measures",
        "/studio/items/occupy-road", "/studio/items/occupy-road/edit",
        "/studio/items/occupy-road/preview", "/studio/items/occupy-road/publish",
        "/studio/items/occupy-road/simulate", "/studio/items/occupy-road/simulate?by=witnesses",
        "/studio/items/occupy-road/simulate?by=form", "/desk/cases/{number}/example",
    ),
    "operator": (
        "/operator/", "/operator/measures", "/operator/new", "/operator/audit", "/records/",
        "/records/users/list/", "/records/users/list/?_flt_2_username=clerk", "/records/users/add",
        "/records/users/show/1", "/records/users/edit/1", "/records/roles/list/",
        "/records/users/userinfo/", "/records/resetpassword/form?pk=1",
        "/records/resetmypassword/form",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def places(shared_city: City) -> dict[str, str]:
    """Hand one application in, and tell its number and the code of its receipt."""
    sync_permissions(shared_city.app)  # as `tongban init` does, before there is anybody
    shared_city.hire_operator()
    desk = shared_city.door()
    applicant = Applicant(shared_city.enrol(APPLICANT, NAME), "enterprise", NAME)
    number = desk.submit("2026-09-28 Mon 09:30", applicant).number
    with scoped("yunyang"):
        code = documents_of(desk.sessions(), number)[0].code
    desk.sessions.remove()
    shared_city.work()
    return {"number": number, "code": code}


def log_in(city: City, page: Page, account: str) -> None:
    if account == APPLICANT:
        page.goto(f"{city.url}/account/login?next=/yunyang/cases")
        page.locator("input[name=login]").fill(account)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_url("**/yunyang/cases")
    elif account:
        city.log_in_staff(page, account)


@pytest.mark.parametrize("account", PAGES)
@pytest.mark.article("ORD §37")
def test_each_page_of_one_person_is_clean(shared_city: City, places: dict[str, str], open_page, account: str) -> None:
    page = open_page(390)
    log_in(shared_city, page, account)
    for path in PAGES[account]:
        answer = page.goto(shared_city.url + path.format(**places))
        assert answer is not None
        assert answer.status == (404 if path == "/nowhere" else 200), path
        check_axe(page)
