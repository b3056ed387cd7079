"""The overlay editor: what the tenant may change, what is refused at its place, drafts, publication."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tongban.database import scoped
from tongban.publishing import VersionRow
from tongban.publishing.tables import DefinitionDraft

EDIT, PUBLISH, ITEM = (f"/studio/items/occupy-road{each}" for each in ("/edit", "/publish", ""))


def versions(sessions, item="occupy-road", tenant="yunyang"):
    with scoped(tenant):
        found = sessions().scalars(
            select(VersionRow).where(VersionRow.item == item).order_by(VersionRow.version.desc())
        )
        return [(row.version, row.state) for row in found]


def test_the_list_tells_each_items_state_version_and_labels(admin):
    page = admin.get("/studio/").text
    assert "临时性建筑物搭建、堆放物料、占道施工审批" in page
    assert "市级统一" in page
    assert "现行" in page
    assert "第 1 版" in page
    assert "全程网办" in page


def test_the_item_page_tells_from_whom_each_value_comes(admin):
    page = admin.get(ITEM).text
    row = page[page.index("#f-hours") :]
    assert "本单位</div>" in row[: row.index("</tr>")]
    assert "市城市管理局" in page
    assert "平台默认" in page


def test_the_editor_shows_the_upstream_value_beside_the_field_and_what_is_locked(admin):
    page = admin.get(EDIT).text
    assert "上级规定：承诺 5 个工作日，法定 20 个工作日。" in page
    assert "由城市管理局在全市统一（《重庆市政务服务管理办法》" not in page
    assert "由城市管理局在全市统一（《重庆市政务服务“一网通办”管理办法》第七条）。" in page


def test_hours_are_changed_in_the_browser_and_published_for_everybody(admin, city_sessions):
    saved = admin.save(EDIT, hours="每天 9:00—17:00")
    assert "草稿已保存，发布以后才对群众生效。" in saved.text
    preview = admin.get(PUBLISH).text
    assert "办理时间由“工作日 9:00—12:00，14:00—18:00”改为“每天 9:00—17:00”。" in preview
    done = admin.press(PUBLISH, PUBLISH, note="延时服务")
    assert "第 2 版已经发布" in done.text
    assert "查看办事指南" in done.text
    assert versions(city_sessions) == [(2, "in_use"), (1, "superseded")]


def test_a_promise_that_is_not_shorter_is_refused_at_its_field_with_the_article(admin, city_sessions):
    saved = admin.save(EDIT, promise="shorter", promise_amount="30", promise_unit="working_days")
    assert "草稿已保存，下面标出的地方还要改正。" in saved.text
    place = saved.text.index('id="f-promise_amount-error"')
    assert "第二十五条" in saved.text[place : place + 700]
    refused = admin.press(PUBLISH, PUBLISH)
    assert refused.status_code == 422
    assert "还不能发布" in refused.text
    assert versions(city_sessions) == [(1, "in_use")]


def test_what_cannot_be_read_is_kept_as_it_was_typed(admin):
    saved = admin.save(EDIT, promise="shorter", promise_amount="三天", promise_unit="working_days", hours="全天")
    assert 'value="三天"' in saved.text
    assert 'value="全天"' in saved.text
    again = admin.get(EDIT).text
    assert 'value="三天"' in again
    assert "f-promise_amount-error" in again


def test_an_emptied_field_is_inherited_or_asked_for_where_nothing_is(admin):
    saved = admin.save(EDIT, hours="")
    assert "请填写“办理时间”。" in saved.text


def test_a_locked_element_posted_anyway_changes_nothing(admin, city_sessions):
    admin.save(EDIT, hours="全天", title="改了名", time="1", conditions="没有")
    with scoped("yunyang"):
        row = city_sessions().scalars(select(DefinitionDraft)).one()
    assert "改了名" not in row.text
    assert "hours: 全天" in row.text


def test_an_old_version_is_published_again(admin, city_sessions):
    admin.save(EDIT, hours="全天")
    admin.press(PUBLISH, PUBLISH)
    done = admin.press(ITEM, f"{ITEM}/republish/1")
    assert "已恢复第 1 版的内容，发布为第 3 版；在办件不变。" in done.text
    assert versions(city_sessions)[0] == (3, "in_use")


def test_a_draft_is_thrown_away_only_when_that_is_meant(admin):
    admin.save(EDIT, hours="全天")
    assert "没有放弃草稿" in admin.press(ITEM, f"{ITEM}/discard").text
    assert "草稿已放弃，现行版本没有改变。" in admin.press(ITEM, f"{ITEM}/discard", sure="yes").text
    assert 'value="全天"' not in admin.get(EDIT).text


def test_the_preview_shows_the_draft_at_once_and_to_the_studio_alone(admin, neighbour):
    admin.save(EDIT, hours="每天 8:00—20:00")
    assert "每天 8:00—20:00" in admin.get(f"{ITEM}/preview").text
    assert "群众看不到" in admin.get(f"{ITEM}/preview").text
    assert "每天 8:00—20:00" not in neighbour.get(f"{ITEM}/preview").text
    assert "占用面积" in admin.get(f"{ITEM}/preview?view=form").text


def test_a_neighbour_does_not_see_this_tenants_changes(admin, neighbour):
    admin.save(EDIT, hours="全天")
    assert 'value="全天"' not in neighbour.get(EDIT).text


@pytest.mark.parametrize("path", ["/studio/", EDIT, PUBLISH, "/studio/new", f"{ITEM}/preview"])
def test_a_window_clerk_may_not_enter_the_studio(clerk, path):
    assert clerk.get(path).status_code == 403


@pytest.mark.row("C6")
def test_what_only_the_proof_finds_is_told_where_publishing_was_refused(admin, city_sessions):
    """The linter looks at one path; that the steps of some other path take longer than the promise, the proof finds."""
    admin.save(EDIT, promise="shorter", promise_amount="3", promise_unit="working_days")
    assert "检查通过，没有问题。" in admin.get(PUBLISH).text, "a page that shows a draft does not prove it"
    refused = admin.press(PUBLISH, PUBLISH)
    assert refused.status_code == 422
    assert "检查通过，没有问题。" not in refused.text
    assert "还不能发布" in refused.text
    assert "个工作日" in refused.text.split('id="publish-findings"')[1].split("</section>")[0]
    assert versions(city_sessions) == [(1, "in_use")]
