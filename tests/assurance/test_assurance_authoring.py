"""Items written on pages: the pages compile, ids last, conditions need no code, the sources read back clean."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from tongban.assurance.authoring.citations import cited
from tongban.assurance.authoring.condition_rows import ConditionRefused, Known, condition_text
from tongban.assurance.authoring.identifiers import Named, item_id, keep_ids
from tongban.assurance.authoring.notice_names import notices_page
from tongban.assurance.authoring.notice_sample import MEANING, sample_notice, standard_wording
from tongban.assurance.authoring.overlay import answers_of_claim, changes_of_claim
from tongban.assurance.authoring.pages import PAGES, studio_pages
from tongban.assurance.authoring.told import path_at
from tongban.assurance.authoring.written_item import Ids, write_item
from tongban.definitions import FolderSources, LayeredSources, MemorySources, load_workspace, notice_kinds
from tongban.definitions.lint import lint_claim
from tongban.definitions.strict_yaml import read_yaml
from tongban.forms import check
from tongban.settings import REPOSITORY

SOURCES = FolderSources(REPOSITORY)
STUDIO = studio_pages(SOURCES)
WORKSPACE = load_workspace(SOURCES)

KNOWN = (
    Known("活动人数", "ren_shu", "number"),
    Known("活动类型", "lei_xing", "choice", {"演出": "yan_chu", "会议": "hui_yi"}),
    Known("服务", "fu_wu", "multi_choice", {"桌椅": "zhuo_yi"}),
    Known("是否收费", "shou_fei", "yes_no"),
    Known("日期", "ri_qi", "date"),
    Known("场地", "chang_di", "text"),
    Known("地址", "di_zhi", "address"),
)


def row(field, sign="eq", value=""):
    return {"when_field": field, "when_is": sign, "when_value": value}


def test_the_pages_are_no_items_that_anybody_could_claim():
    assert not set(PAGES) & set(WORKSPACE.items)
    assert WORKSPACE.findings == ()


def test_the_first_page_offers_the_templates_that_there_are():
    offered = {each.value for each in STUDIO.start.field("template").options.choices}
    assert offered == set(STUDIO.templates)


@pytest.mark.parametrize("name", sorted(STUDIO.templates))
def test_a_template_holds_only_answers_that_the_pages_take(name):
    wrong = check(STUDIO.new_item, STUDIO.template(name).answers)
    assert {each.code for each in wrong} <= {"missing"}


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (row("活动人数", "ge", "50"), "ren_shu >= 50"),
        (row("活动类型", "eq", "演出"), 'lei_xing == "yan_chu"'),
        (row("服务", "ne", "桌椅"), '!("zhuo_yi" in fu_wu)'),
        (row("是否收费", "eq", "是"), "shou_fei"),
        (row("是否收费", "ne", "是"), "!shou_fei"),
        (row("日期", "le", "2026-10-01"), 'ri_qi <= date("2026-10-01")'),
        (row("场地", "eq", '一"二'), 'chang_di == "一\\"二"'),
        (row("", "eq", "50"), None),
        (row("活动人数", "", ""), None),
    ],
)
def test_three_columns_make_a_condition(asked, text):
    assert condition_text(asked, KNOWN) == text


@pytest.mark.parametrize(
    ("asked", "column"),
    [
        (row("人数", "eq", "1"), "when_field"),
        (row("地址", "eq", "云阳"), "when_field"),
        (row("活动类型", "ge", "演出"), "when_is"),
        (row("活动类型", "eq", "聚餐"), "when_value"),
        (row("活动人数", "eq", "很多"), "when_value"),
        (row("活动人数", "eq", "NaN"), "when_value"),
        (row("活动人数", "eq", "1e999999"), "when_value"),
        (row("是否收费", "eq", "可能"), "when_value"),
        (row("日期", "eq", "十月一日"), "when_value"),
    ],
)
def test_a_condition_that_cannot_be_is_told_at_its_column(asked, column):
    with pytest.raises(ConditionRefused) as refused:
        condition_text(asked, KNOWN)
    assert refused.value.column == column


def test_a_field_that_stands_later_is_told_so():
    with pytest.raises(ConditionRefused, match="调整次序"):
        condition_text(row("演出内容", "eq", "一"), KNOWN, later=("演出内容",))


def test_an_id_is_made_of_the_name_and_is_nobody_elses():
    assert item_id("yunyang", "场地登记", ()) == "yunyang-chang-di-deng-ji"
    assert item_id("yunyang", "场地登记", {"yunyang-chang-di-deng-ji"}) == "yunyang-chang-di-deng-ji-2"
    assert item_id("yunyang", "！！", ()) == "yunyang-item"


def test_ids_outlive_a_new_name_and_a_new_order():
    before = (Named("活动人数", "ren"), Named("活动类型", "lei"))
    assert keep_ids(["活动类型", "活动人数"], before, "field") == ("lei", "ren")
    assert keep_ids(["参加人数", "活动类型"], before, "field") == ("ren", "lei")
    assert keep_ids(["活动类型"], before, "field") == ("lei",)
    assert keep_ids(["活动人数", "活动类型", "备注"], before, "field") == ("ren", "lei", "bei_zhu")


def test_a_word_of_the_condition_language_is_no_id():
    assert keep_ids(["in", "true"], (), "field") == ("in_", "true_")


def test_what_is_written_loads_without_an_error():
    answers = {
        **STUDIO.template("general").answers,
        "title": "场地借用登记",
        "summary": "居民借用公共场地，先登记，再使用。",
        "keywords": "借场地",
        "department": "民政局",
        "authority": "云阳县民政局",
        "basis": ({"law": "示例公共场地管理办法", "article": "第三条"},),
        "fields": ({"label": "活动人数", "type": "number", "unit": "人", "obligatory": True},),
        "materials": (
            {"name": "安保方案", "criteria": "写明负责人", "obligatory": True, **row("活动人数", "ge", "50")},
        ),
        "address": "示例路 3 号",
        "hours": "工作日",
        "phone": "023-55000101",
        "complaints": "023-55000102",
    }
    assert check(STUDIO.new_item, answers) == ()
    written = write_item("changdi", answers, Ids())
    texts = {f"item_defs/yunyang/changdi/{name}": text for name, text in written.texts.items()}
    texts["tenants/yunyang/items.yaml"] = SOURCES.read("tenants/yunyang/items.yaml") + "  changdi: {}\n"
    workspace = load_workspace(LayeredSources((MemorySources(texts), SOURCES)))
    assert workspace.findings == ()
    assert {each.code for each in lint_claim(workspace, "changdi", "yunyang")} == {"TB119", "TB135"}
    assert str(workspace.definition("changdi", "yunyang").materials[0].when) == "huo_dong_ren_shu >= 50"


def test_nothing_answered_is_written_too():
    written = write_item("empty", {}, Ids())
    assert "item: empty" in written.texts["item.yaml"]


def test_a_place_in_a_file_leads_to_its_value():
    document, _ = read_yaml("time:\n  promise: {working_days: 5}\n", "item.yaml")
    assert document is not None
    assert path_at(document, 2, 12)[:2] == ("time", "promise")


def test_a_claim_read_and_written_back_changes_nothing():
    for tenant, (document, items) in WORKSPACE.claims.items():
        for item in items:
            claim = document.data["claims"][item]
            inherited = WORKSPACE.inherited(item, tenant).data
            assert changes_of_claim(answers_of_claim(claim), claim, inherited, ()) == {}, (tenant, item)


def test_an_answer_that_cannot_be_read_changes_nothing_yet():
    claim = {"time": {"promise": {"working_days": 3}}}
    assert changes_of_claim({"promise": "shorter"}, claim, {}, {"promise_amount"}) == {}


@pytest.mark.parametrize("kind", [each.id for each in notice_kinds.values() if each.open])
def test_each_notice_that_a_tenant_may_word_is_previewed_and_its_names_are_explained(kind):
    assert "预览稿" in sample_notice(kind, standard_wording(SOURCES, kind), {}, date(2026, 9, 28))
    assert notice_kinds[kind].values <= set(MEANING)


def test_the_page_of_notices_is_the_one_that_the_kinds_make():
    kept = (REPOSITORY / "docs" / "notices.md").read_text("utf-8")
    assert kept == notices_page(), "write docs/notices.md anew with notices_page()"


@pytest.mark.row("N1")
def test_the_studio_offers_every_kind_that_a_tenant_may_word_by_its_name():
    text = (REPOSITORY / "item_defs" / "_studio" / "new-item" / "item.yaml").read_text("utf-8")
    fields = [field for section in yaml.safe_load(text)["form"] for field in section["fields"]]
    offered = next(field["choices"] for field in fields if field.get("id") == "notice")
    assert offered == {each.id: each.title for each in notice_kinds.values() if each.open}


def test_a_citation_is_said_in_full():
    assert cited("335 §25") == "《重庆市政务服务管理办法》第二十五条"
    assert cited("7 §9；36 §6") == "《重庆市政务服务“一网通办”管理办法》第九条、《重庆市政务服务事项管理办法》第六条"
    assert cited("335 §25; ORD §41") == "《重庆市政务服务管理办法》第二十五条、《政务服务条例》第四十一条"
    assert cited("335 §15, §16") == "《重庆市政务服务管理办法》第十五条、第十六条"
    assert cited("行政许可法 §44") == "《中华人民共和国行政许可法》第四十四条"
    assert cited("domain check G9") == ""
