"""Who changes an item sees what it does to those who claim it; they are told, and take it over themselves (C3)."""

from __future__ import annotations

import pytest
from flask import Flask

from tongban.database import Sessions, scoped
from tongban.publishing import definition, in_use
from tongban.tenancy.accounts import add_staff

EDIT, PUBLISH, ITEM = (f"/studio/items/flexible-subsidy{each}" for each in ("/edit", "/publish", ""))
PASSWORD = "correct-horse-9"
LONGER = {"supplement_days": "20"}


@pytest.fixture
def township(app: Flask, city_sessions: Sessions, admin):
    """The administrator of a township below the county, at the studio."""
    add_staff(
        city_sessions(),
        username="jiang",
        display_name="江管理",
        tenant="jiangkou",
        roles=("tenant_admin",),
        password=PASSWORD,
    )
    city_sessions().commit()
    city_sessions.remove()
    return type(admin)(app.test_client()).log_in("jiang")


def time_to_mend(sessions: Sessions, tenant: str) -> tuple[int, int]:
    """Return the version in use and the working days that one has to put right."""
    with scoped(tenant):
        row = in_use(sessions(), tenant, "flexible-subsidy")
        found = row.version, definition(sessions(), row.hash).supplement_within.amount
    sessions.remove()  # SQLite lets one write at a time
    return found


@pytest.mark.row("C3")
def test_before_publishing_one_sees_every_claimant_and_what_changes_for_it(admin):
    assert "对认领单位的影响" not in admin.get(PUBLISH).text
    admin.save(EDIT, **LONGER)
    page = admin.get(PUBLISH).text
    section = page[page.index("对认领单位的影响") :]
    assert "发布以后，1 个认领单位的内容随之变化" in section
    assert "江口镇" in section
    assert "可以发布" in section
    assert "补正期限由“15 个工作日”改为“20 个工作日”。" in section


@pytest.mark.row("C3")
def test_a_claimant_is_told_that_those_above_changed_the_item_and_takes_it_over(admin, township, city_sessions):
    before = time_to_mend(city_sessions, "jiangkou")
    assert "上级事项已变更" not in township.get(ITEM).text
    admin.save(EDIT, **LONGER)
    assert "第 2 版已经发布" in admin.press(PUBLISH, PUBLISH).text
    assert time_to_mend(city_sessions, "jiangkou") == before
    for path in (ITEM, PUBLISH):
        assert "上级事项已变更" in township.get(path).text
        assert "补正期限由“15 个工作日”改为“20 个工作日”。" in township.get(path).text
    done = township.press(PUBLISH, PUBLISH, note="与县级一致")
    assert "第 2 版已经发布" in done.text
    assert time_to_mend(city_sessions, "jiangkou") == (2, 20)
    assert "上级事项已变更" not in township.get(ITEM).text


@pytest.mark.row("C3")
def test_who_has_gone_back_to_an_old_version_is_not_urged_on(admin, township):
    admin.save(EDIT, **LONGER)
    assert "第 2 版已经发布" in admin.press(PUBLISH, PUBLISH).text
    township.press(PUBLISH, PUBLISH)
    township.press(ITEM, f"{ITEM}/republish/1")
    assert "上级事项已变更" not in township.get(ITEM).text


@pytest.mark.row("C3")
def test_a_claimant_with_a_conflict_is_told_where_and_cannot_publish(admin, township, city_sessions):
    township.save(EDIT, supplement_days="18")
    township.press(PUBLISH, PUBLISH)
    held = time_to_mend(city_sessions, "jiangkou")
    admin.save(EDIT, **LONGER)
    section = admin.get(PUBLISH).text
    section = section[section.index("对认领单位的影响") :]
    assert "其中 1 个单位有冲突，改正以前不能发布新版；其他单位不受影响。" in section
    assert "有冲突，不能发布" in section
    assert "第 2 版已经发布" in admin.press(PUBLISH, PUBLISH).text
    told = township.get(ITEM).text
    assert "上级改了这个事项，本单位的内容与它有冲突" in told
    assert "上级为 20 个工作日" in told
    assert township.press(PUBLISH, PUBLISH).status_code == 422
    assert time_to_mend(city_sessions, "jiangkou") == held
