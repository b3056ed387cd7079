"""A department proposes, two offices look and confirm, a district claims: the procedure in a real browser (C4)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from journey_city import PASSWORD, City, check_axe
from journey_hands import choose, press
from tongban.tenancy.accounts import add_staff

pytestmark = pytest.mark.journey

PEOPLE = {
    "cq-chengguan.editor": ("秦编辑", "cq-chengguan", "department_editor"),
    "chongqing.justice": ("段审核", "chongqing", "justice_bureau"),
    "chongqing.office": ("岳确认", "chongqing", "catalogue_office"),
    "yunyang.manager": ("冉认领", "yunyang", "district_manager"),
}


@pytest.fixture
def city(running_city: City) -> City:
    session = running_city.sessions()
    for login, (name, tenant, role) in PEOPLE.items():
        add_staff(session, username=login, display_name=name, tenant=tenant, roles=(role,), password=PASSWORD)
    session.commit()
    running_city.sessions.remove()
    return running_city


@pytest.mark.row("C4")
def test_an_item_is_cancelled_by_the_procedure_and_the_late_district_stands_in_red(city: City, open_page) -> None:
    editor = open_page(1280)
    city.log_in_staff(editor, "cq-chengguan.editor")
    editor.goto(f"{city.url}/studio/")
    check_axe(editor)
    editor.get_by_role("link", name="提出调整", exact=True).click()
    press(editor, "继续")
    expect(editor.locator("main")).to_contain_text("还不能继续", use_inner_text=True)
    choose(editor, "kind", "cancel")
    choose(editor, "ground", "omission")
    choose(editor, "item", "signboard-record")
    check_axe(editor)
    press(editor, "继续")
    editor.locator("[name=reason]").fill("设定依据已经修订，户外招牌不再需要备案。")
    editor.locator("[name=law_1]").fill("重庆市市容环境卫生管理条例")
    press(editor, "提交司法局审核")
    expect(editor.locator("[role=alert]")).to_contain_text("所选情形不适用于这一种调整", use_inner_text=True)
    assert editor.locator("[name=reason]").input_value().startswith("设定依据"), "what was typed is still there"
    check_axe(editor)
    editor.get_by_role("link", name="重新选择").click()
    choose(editor, "kind", "cancel")
    choose(editor, "ground", "law")
    choose(editor, "item", "signboard-record")
    press(editor, "继续")
    editor.locator("[name=reason]").fill("设定依据已经修订，户外招牌不再需要备案。")
    editor.locator("[name=law_1]").fill("重庆市市容环境卫生管理条例")
    press(editor, "提交司法局审核")
    expect(editor.locator("main")).to_contain_text("取消“户外招牌设置备案”", use_inner_text=True)
    check_axe(editor)

    city.clock.move_to("2026-09-29 Tue 10:00")
    justice = open_page(1280)
    city.log_in_staff(justice, "chongqing.justice")
    justice.goto(f"{city.url}/desk/")
    check_axe(justice)
    justice.get_by_role("link", name="政务服务事项目录调整").first.click()
    check_axe(justice)
    justice.locator("textarea[name=opinion]").fill("依据充分，同意取消。")
    press(justice, "完成“合法性审核”")

    city.clock.move_to("2026-09-30 Wed 10:00")
    office = open_page(1280)
    city.log_in_staff(office, "chongqing.office")
    office.goto(f"{city.url}/studio/")
    check_axe(office)
    office.goto(f"{city.url}/desk/")
    office.get_by_role("link", name="政务服务事项目录调整").first.click()
    office.get_by_role("link", name="确认调整").click()
    check_axe(office)
    office.locator("[name=opinion]").fill("确认取消。")
    press(office, "确认调整")
    expect(office.locator("main")).to_contain_text("调整已经确认", use_inner_text=True)
    city.work()

    citizen = open_page(390)
    citizen.goto(f"{city.url}/yunyang/items/signboard-record")
    expect(citizen.locator("main")).to_contain_text("停止受理新的申请；已经受理的办件继续办结", use_inner_text=True)
    check_axe(citizen)

    manager = open_page(390)
    city.log_in_staff(manager, "yunyang.manager")
    manager.goto(f"{city.url}/desk/")
    manager.get_by_role("link", name="目录调整的认领和发布").first.click()
    manager.get_by_role("link", name="认领并发布").click()
    check_axe(manager)
    press(manager, "确认停止办理")
    expect(manager.locator("main")).to_contain_text("已经认领发布", use_inner_text=True)
    city.work()

    city.clock.move_to("2026-10-12 Mon 10:00")
    office.goto(f"{city.url}/adjusting/")
    told = office.locator("main").inner_text()
    assert "云阳县：已认领" in told
    assert "江北区：超期未认领" in told
    check_axe(office)
