"""A new item on pages: from a template to publication, and every mistake told where it can be mended."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tongban.database import scoped
from tongban.publishing import Books, VersionRow, definition, in_use
from tongban.publishing.tables import DefinitionDraft

ITEM = "/studio/items/yunyang-xiao-qu-huo-dong-chang-di-jie-yong-deng-ji"
NAME = ITEM.rsplit("/", 1)[1]
BASICS = {
    "summary": "居民借用小区公共活动场地，先登记，再使用。",
    "department": "民政局",
    "authority": "云阳县民政局",
    "basis__0__law": "示例公共场地管理办法",
    "basis__0__article": "第三条",
}
FORM = {
    "fields__0__label": "活动类型",
    "fields__0__type": "choice",
    "fields__0__choices": "演出\n会议",
    "fields__0__obligatory": "yes",
}
OUTCOME = {
    "address": "云阳县示例路 3 号",
    "hours": "工作日 9:00—17:00",
    "phone": "023-55000101",
    "complaints": "023-55000102",
}


def page(name):
    return f"{ITEM}/pages/{name}"


def begin(admin, template="record", title="小区活动场地借用登记"):
    return admin.save("/studio/new", "next", template=template, title=title)


def fill(admin, **form):
    """Fill all pages rightly."""
    begin(admin)
    admin.save(page("basics"), **BASICS)
    admin.save(page("form"), **{**FORM, **form})
    admin.save(page("outcome"), **OUTCOME)
    return admin.get(f"{ITEM}/publish").text


@pytest.fixture
def draft(city_sessions):
    def read(name="item.yaml"):
        with scoped("yunyang"):
            path = f"item_defs/yunyang/{NAME}/{name}"
            return city_sessions().scalars(select(DefinitionDraft).where(DefinitionDraft.path == path)).one()

    return read


def test_a_new_item_asks_for_a_template_and_a_name(admin):
    refused = admin.save("/studio/new", "next")
    assert "请选择“模板”。" in refused.text
    assert "请填写“事项名称”。" in refused.text


def test_only_kinds_that_an_office_may_set_up_are_offered(admin):
    begin(admin)
    text = admin.get(page("basics")).text
    assert "公共服务" in text
    assert "其他行政权力" in text
    assert "行政许可</label>" not in text
    assert "请从所列选项中选择一项" in admin.save(page("basics"), kind="01").text


def test_the_template_has_filled_what_is_usual(admin):
    begin(admin, "general")
    assert 'value="材料审查"' in admin.get(page("process")).text


def test_an_item_written_on_pages_is_published_and_everybody_finds_it(admin, city, city_sessions):
    ready = fill(admin)
    assert "首次发布：《小区活动场地借用登记》" in ready
    assert "还不能发布" not in ready
    done = admin.press(f"{ITEM}/publish", f"{ITEM}/publish")
    assert "《小区活动场地借用登记》第 1 版已经发布" in done.text
    with scoped("yunyang"):
        compiled = definition(city_sessions(), in_use(city_sessions(), "yunyang", NAME).hash)
    assert (compiled.catalogue.kind, compiled.catalogue.basis[0].law) == ("20", "示例公共场地管理办法")
    assert [each.label for each in compiled.fields] == ["姓名", "联系电话", "活动类型", "申请人声明"]
    assert Books(city).refresh(city_sessions()).workspace.findings == ()


def test_a_published_item_is_opened_again_on_its_pages_and_ids_outlive_a_new_name(admin, city_sessions):
    fill(admin)
    admin.press(f"{ITEM}/publish", f"{ITEM}/publish")
    admin.save(page("form"), fields__0__label="活动种类", fields__0__choices="演出\n会议\n展览")
    text = admin.get(f"{ITEM}/publish").text
    assert "字段“活动类型”的名称由“活动类型”改为“活动种类”。" in text
    admin.press(f"{ITEM}/publish", f"{ITEM}/publish")
    with scoped("yunyang"):
        compiled = definition(city_sessions(), in_use(city_sessions(), "yunyang", NAME).hash)
    assert compiled.field("huo_dong_lei_xing").label == "活动种类"


def test_a_condition_is_chosen_in_three_columns(admin, draft):
    begin(admin)
    admin.save(page("form"), **FORM)
    admin.save(
        page("materials"),
        materials__0__name="演出方案",
        materials__0__criteria="写明时间和人数",
        materials__0__obligatory="yes",
        materials__0__when_field="活动类型",
        materials__0__when_is="eq",
        materials__0__when_value="演出",
    )
    assert 'when: huo_dong_lei_xing == "yan_chu"' in draft().text


def test_a_condition_on_a_field_that_was_deleted_is_told_at_its_column(admin):
    fill(admin)
    admin.save(
        page("materials"),
        materials__0__name="演出方案",
        materials__0__criteria="写明时间和人数",
        materials__0__obligatory="yes",
        materials__0__when_field="活动类型",
        materials__0__when_is="eq",
        materials__0__when_value="演出",
    )
    admin.save(page("form"), "remove_row:fields:0")
    told = admin.get(page("materials")).text
    assert "没有“活动类型”这一项，它可能已经删去或者改了名称。可以使用：" in told
    assert 'id="f-materials-0-when_field-error"' in told
    refused = admin.press(f"{ITEM}/publish", f"{ITEM}/publish")
    assert refused.status_code == 422
    assert f"{page('materials')}#f-materials-0-when_field" in refused.text


def test_a_value_that_is_not_among_the_choices_is_told(admin):
    begin(admin)
    told = admin.save(
        page("form"),
        **FORM,
        fields__1__label="节目单",
        fields__1__type="lines",
        fields__1__obligatory="yes",
        fields__1__when_field="活动类型",
        fields__1__when_is="eq",
        fields__1__when_value="聚餐",
    )
    assert "“活动类型”没有“聚餐”这个选项，可以写：演出、会议。" in told.text


def test_an_empty_form_is_told_page_by_page_and_not_published(admin, city_sessions):
    begin(admin)
    text = admin.get(f"{ITEM}/publish").text
    assert "请填写“事项简介”。" in text
    assert f"{page('basics')}#f-summary" in text
    assert "请填写“咨询电话”。" in text
    assert admin.press(f"{ITEM}/publish", f"{ITEM}/publish").status_code == 422
    with scoped("yunyang"):
        assert city_sessions().scalars(select(VersionRow).where(VersionRow.item == NAME)).all() == []


def test_a_promise_that_is_not_below_the_statutory_limit_is_told_with_its_article(admin):
    fill(admin)
    told = admin.save(
        page("process"),
        on_the_spot="no",
        has_statutory="yes",
        statutory_days="10",
        promise_days="10",
    )
    place = told.text.index('id="f-promise_days-error"')
    assert "承诺办结时限（10 个工作日）应少于法定办结时限（10 个工作日）" in told.text[place:]
    assert "《重庆市政务服务管理办法》第二十五条" in told.text[place:]


def test_a_wording_begins_with_the_citys_own_and_is_previewed(admin):
    fill(admin)
    told = admin.save(page("notice"), own_wording="yes", notice="receipt")
    assert "本凭证证明已经收到申请材料" in told.text
    assert "预览稿，不具有法律效力" in told.text


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("{{ ''.__class__ }}", "不能读取“.__class__”"),
        ("{% for i in range(1000000000) %}{{ i }}{% endfor %}", "循环只能对给定的清单进行"),
        ("{{ applicant_nmae }}", "没有名称“applicant_nmae”"),
        ("{% set x = 1 %}", "文书模板不能使用set 指令"),
    ],
)
def test_a_wording_that_may_not_be_used_is_told_and_not_published(admin, wording, said):
    fill(admin)
    admin.save(page("notice"), own_wording="yes", notice="receipt")
    told = admin.save(page("notice"), wording=wording)
    assert said in told.text
    assert 'id="f-wording-error"' in told.text
    assert wording.split("(")[0].split("'")[0] in told.text  # as it was typed
    assert admin.press(f"{ITEM}/publish", f"{ITEM}/publish").status_code == 422


def test_a_changed_wording_goes_out_with_the_item(admin, city_sessions):
    fill(admin)
    admin.save(page("notice"), own_wording="yes", notice="receipt")
    admin.save(page("notice"), wording="{{ applicant_name }}的登记材料已经收到。")
    admin.press(f"{ITEM}/publish", f"{ITEM}/publish")
    with scoped("yunyang"):
        compiled = definition(city_sessions(), in_use(city_sessions(), "yunyang", NAME).hash)
    assert compiled.wordings["receipt"].strip() == "{{ applicant_name }}的登记材料已经收到。"


def test_a_cell_that_cannot_be_read_is_kept_and_told_in_its_row(admin, draft):
    begin(admin, "general")
    told = admin.save(page("process"), steps__0__days="三天")
    assert 'value="三天"' in told.text
    assert 'id="f-steps-0-days-error"' in told.text
    assert 'value="三天"' in admin.get(page("process")).text


def test_two_items_of_one_name_have_two_ids(admin):
    begin(admin)
    begin(admin)
    assert admin.get(f"{ITEM}-2").status_code == 200


def test_a_half_written_item_stands_in_nobodys_way(admin, neighbour):
    begin(admin)
    admin.save("/studio/items/occupy-road/edit", hours="全天")
    done = admin.press("/studio/items/occupy-road/publish", "/studio/items/occupy-road/publish")
    assert "第 2 版已经发布" in done.text
    assert NAME not in neighbour.get("/studio/").text
    assert neighbour.get(ITEM).status_code == 404


def test_a_new_item_is_thrown_away_whole(admin):
    begin(admin)
    admin.press(ITEM, f"{ITEM}/discard", sure="yes")
    assert "小区活动场地借用登记" not in admin.get("/studio/").text


def test_an_admin_is_not_told_what_only_a_file_could_mend(admin):
    told = fill(admin)
    assert "examples" not in told
    assert NAME in told


def test_the_draft_is_never_shown_as_yaml(admin):
    fill(admin)
    for name in ("basics", "form", "materials", "process", "outcome", "notice"):
        assert "applicants:" not in admin.get(page(name)).text
