"""Bundles on the pages of the studio: made, changed, found wrong at the field, published, nobody else's business."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from one_thing.authoring.drafts import draft_of, versions_of
from one_thing.authoring.opening import opened, taken_up
from one_thing.authoring.telling import tell_changes
from one_thing.authoring.writing import write_bundle
from one_thing.language.library import load_library, own_folder
from one_thing.pages.studio_room import base_of
from one_thing.running.plans import kept
from one_thing.tests.bundle_city import BundleCity
from one_thing.tests.bundle_people import staff
from portal_visitor import PASSWORD, Visitor
from tongban.database import scoped
from tongban.definitions import Workspace
from tongban.kit.authoring import found_on
from tongban.publishing.books import Shelf
from tongban.publishing.plugged import definitions_at
from tongban.settings import REPOSITORY
from tongban.tenancy.accounts import add_staff

TITLE = "开便民小店“一件事”"
NEW = "yuzhong-kai-bian-min-xiao-dian-yi-jian-shi"
ASKED = "yao_gua_hu_wai_zhao_pai_ma"
ROOM = "/studio/one-thing"


@pytest.fixture
def neighbour(here: BundleCity) -> str:
    """The administrator of another tenant."""
    add_staff(
        here.sessions(),
        username="other",
        display_name="other",
        tenant="yunyang",
        roles=("tenant_admin",),
        password=PASSWORD,
    )
    here.sessions().commit()
    here.sessions.remove()
    return "other"


def save(person: Visitor, bundle: str, section: str, **typed: object) -> str:
    """Fill in one page, go on, and return where it leads."""
    page = f"{ROOM}/{bundle}/{section}"
    posted = {name.replace("_0_", ".0.").replace("_1_", ".1."): value for name, value in typed.items()}
    answer = person.post(page, {"action": "next", **posted}, page=page)
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def begun(person: Visitor) -> None:
    """Begin a bundle of two items and fill in what must be, but for the lead and one answer."""
    answer = person.post(f"{ROOM}/new", {"template": "business", "title": TITLE}, page=f"{ROOM}/new")
    assert answer.location == f"{ROOM}/{NEW}/pages/basics"
    save(person, NEW, "pages/basics", summary="开小店要办的食品经营许可和招牌备案，一次申请。", lead="市场监督管理局")
    save(person, NEW, "pages/questions", questions_0_ask="要挂户外招牌吗？", questions_0_choices="要挂\n不挂")
    for item in ("food-permit", "signboard-record"):
        save(person, NEW, "items", action=f"add:{item}")


@pytest.mark.row("B1")
def test_a_bundle_is_written_on_pages_and_published(here: BundleCity, app: Flask) -> None:
    person = staff(app, "admin")
    begun(person)
    found = person.get(f"{ROOM}/{NEW}/items?q=招牌").text
    assert "已经选择的事项（2 项）" in found
    assert "户外招牌" in found.split("查找事项")[-1]
    save(
        person, NEW, "pages/part_food_permit", given__food_permit_0_field="trade", given__food_permit_0_value="餐饮服务"
    )
    board = {"when_field": ASKED, "when_is": "eq", "when_value": "要"}
    typed = {f"when__signboard_record_0_{name}": value for name, value in board.items()}
    assert save(person, NEW, "pages/part_signboard_record", **typed).endswith("/pages/part_signboard_record")
    assert "没有“要”这个选项，可以写：要挂、不挂。" in person.get(f"{ROOM}/{NEW}/pages/part_signboard_record").text
    assert "还不能发布" in person.get(f"{ROOM}/{NEW}/publish").text  # and the wrong value is still there:
    typed["when__signboard_record_0_when_value"] = "要挂"
    save(person, NEW, "pages/part_signboard_record", **typed)
    save(person, NEW, "pages/delivery", leader="food_permit")
    save(person, NEW, "pages/part_food_permit", pinned__food_permit="9")
    assert "“食品经营许可新设”没有第 9 版。" in person.get(f"{ROOM}/{NEW}/publish").text
    save(person, NEW, "pages/part_food_permit", pinned__food_permit="1")

    again = staff(app, "admin")  # another browser, another day: the draft is where it was left
    assert TITLE in again.get(ROOM).text
    assert "比分开办省了多少" in again.get(f"{ROOM}/{NEW}/preview?applicant.kind=enterprise&{ASKED}=yao_gua").text
    assert "要挂户外招牌吗？" in again.get(f"{ROOM}/{NEW}/preview?view=form").text
    page = again.get(f"{ROOM}/{NEW}/publish").text
    assert "2 种组合都能办完" in page
    done = again.post(f"{ROOM}/{NEW}/publish", {"offer": "yes", "note": "便民"}, follow=True)
    assert "第 1 版已经发布" in done.text
    assert TITLE in Visitor(app.test_client(), "yuzhong").get("one-thing").text
    asked = f"one-thing/{NEW}?applicant.kind=enterprise&{ASKED}="
    assert "要办的事项（2 项）" in Visitor(app.test_client(), "yuzhong").get(f"{asked}yao_gua").text
    assert "要办的事项（1 项）" in Visitor(app.test_client(), "yuzhong").get(f"{asked}bu_gua").text
    with scoped("yuzhong"):
        assert draft_of(here.sessions(), "yuzhong", NEW) is None
        assert [each.version for each in versions_of(here.sessions(), "yuzhong", NEW)] == [1]
    here.sessions.remove()


@pytest.mark.row("B1")
def test_one_that_exists_is_changed_and_what_runs_keeps_its_version(here: BundleCity, app: Flask) -> None:
    running = here.hand_in("newborn", "everything")
    person = staff(app, "admin")
    save(person, "newborn", "pages/basics", name="渝中区新生儿出生“一件事”")
    assert "渝中区新生儿" not in Visitor(app.test_client(), "yuzhong").get("one-thing").text
    page = person.get(f"{ROOM}/newborn/publish").text
    assert "名称由《新生儿出生“一件事”》改为《渝中区新生儿出生“一件事”》。" in page
    assert page.count("<li>改了") == page.count("<li>增加") == 0
    assert "正在办理的 1 件按各自开始时的安排办理" in page
    person.post(f"{ROOM}/newborn/publish")
    assert "渝中区新生儿" in Visitor(app.test_client(), "yuzhong").get("one-thing").text
    assert "渝中区新生儿" not in Visitor(app.test_client(), "yunyang").get("one-thing").text
    with here.office() as office:
        assert kept(office.session, "yuzhong", running.form).merged.bundle.title == "新生儿出生“一件事”"


@pytest.mark.row("B1")
def test_the_text_is_the_same_draft_and_a_wrong_one_is_kept(app: Flask) -> None:
    person, page = staff(app, "admin"), f"{ROOM}/open-restaurant/text"
    text = own_folder().read("bundles/open-restaurant/bundle.yaml")
    wrong = person.post(page, {"text": text.replace("parts:", "partz:", 1)}, page=page, follow=True).text
    assert "partz:" in wrong
    assert f"第 {text[: text.index('parts:')].count(chr(10)) + 1} 行" in wrong
    assert person.get(f"{ROOM}/open-restaurant/pages/basics").location == page
    strange = person.post(page, {"text": text.replace("item: signboard-record", "item: sign-record")}, follow=True).text
    assert "没有可用的事项“sign-record”" in strange
    person.post(page, {"text": text.replace("area >= fire_area", "area >= 120")})
    assert 'value="120"' in person.get(f"{ROOM}/open-restaurant/pages/part_fire").text
    assert person.post(f"{ROOM}/open-restaurant/discard", {"sure": "yes"}).status_code == 302
    assert "开办餐饮店“一件事”" in person.get(f"{ROOM}/open-restaurant").text


@pytest.mark.row("T2")
def test_another_tenant_finds_nothing_of_a_draft(app: Flask, neighbour: str) -> None:
    begun(staff(app, "admin"))
    other = staff(app, neighbour)
    assert TITLE not in other.get(ROOM).text
    for route in ("", "/pages/basics", "/items", "/preview", "/publish", "/text"):
        assert other.get(f"{ROOM}/{NEW}{route}").status_code == 404, route
    for route in ("/pages/basics", "/items", "/publish", "/text", "/discard", "/take-up/1"):
        assert other.post(f"{ROOM}/{NEW}{route}", {"action": "next"}, page=ROOM).status_code == 404, route


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Shelf(definitions_at(REPOSITORY)).workspace


@pytest.mark.row("B1")
def test_the_pages_hold_every_bundle_that_comes_along_without_loss(workspace: Workspace) -> None:
    library = load_library(workspace)
    for name in library.bundles:
        data = library.source(name).document.data
        pages = taken_up(data, workspace)
        again = opened(pages.state.as_json(pages.page), data, workspace)
        for each in (pages, again):
            written = write_bundle(name, each.state, each.offered)
            assert tell_changes(data, base_of(written.text), workspace) == []
            assert written.findings == ()
            assert found_on(each.page, each.state.answers, each.state.typed, date(2026, 9, 28)) == ()


@pytest.mark.row("B1")
def test_a_field_said_to_be_one_with_another_items_is_named_in_both(workspace: Workspace) -> None:
    data = load_library(workspace).source("open-restaurant").document.data
    pages = taken_up(data, workspace)
    same = ({"field": "diners", "name": "board/wording"},)
    state = replace(pages.state, answers={**pages.state.answers, "same__food": same})
    parts = {each["part"]: each for each in base_of(write_bundle("x", state, pages.offered).text)["parts"]}
    assert parts["food"]["same"] == {"diners": "wording"}
    assert parts["board"]["same"] == {"phone": "enterprise.phone", "wording": "wording"}
