"""With script, conditions act at once, rows come and go in place, and what is typed is saved; axe finds nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from journey_browser import OpenPage
from journey_city import AXE
from tongban.definitions import Definition
from tongban.fields import field_types
from tongban.fields.drawn import strokes_of
from tongban.fields.slot import Slot
from tongban.fields.types.signature import Signature
from tongban.forms import form_view, read

STATIC = Path(__file__).parents[2] / "platform" / "tongban" / "web" / "static"
ORIGIN = "http://forms.test"
SAVED = (
    '<p data-saved aria-live="polite" data-kept="已自动保存" data-failed="暂时没有保存成功"'
    ' data-expired="登录已过期" data-offline="网络已断开"></p>'
)

pytestmark = pytest.mark.journey


class Site:
    """The form on a page of its own, with the real scripts, and a place that takes what is saved."""

    def __init__(self, page: Page, html: str) -> None:
        self.page, self.html = page, html
        self.saved: list[str] = []
        self.status = 200
        page.route(f"{ORIGIN}/**", self._answer)

    def _answer(self, route: Route, request: Request) -> None:
        path = request.url.removeprefix(ORIGIN).lstrip("/")
        if request.method == "POST":
            self.saved.append(request.post_data or "")
            route.fulfill(status=self.status, body="{}")
        elif path.endswith(".js"):
            route.fulfill(body=(STATIC / path).read_text(encoding="utf-8"), content_type="text/javascript")
        elif path == "":
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=204)


def page_of(definition: Definition, posted: dict[str, list[str]], *, script: bool = True) -> str:
    reading = read(definition, posted, {})
    view = form_view(definition, reading.answers, reading.typed, reading.findings)
    sections = "".join(
        f"<section{each.attributes}><h2>{each.title}</h2>{''.join(field.html for field in each.fields)}</section>"
        for each in view.sections
    )
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>申请</title></head>'
        "<body><main><h1>申请</h1>"
        f'<form method="post" novalidate data-autosave="{ORIGIN}/save"{view.attributes}>'
        f'<input type="hidden" name="csrf_token" value="secret">{sections}{SAVED}</form>'
        f"</main>{'<script type=module src=/form.js></script>' if script else ''}</body></html>"
    )


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page(1280)


@pytest.fixture
def site(page: Page, definition: Definition) -> Site:
    site = Site(page, page_of(definition, {}))
    page.goto(f"{ORIGIN}/")
    return site


@pytest.mark.row("F1")
def test_fields_and_sections_appear_as_answers_change(site: Site) -> None:
    page = site.page
    expect(page.locator("[data-section=works]")).to_be_hidden()
    page.get_by_label("占道施工").check()
    expect(page.locator("[data-section=works]")).to_be_visible()
    expect(page.get_by_role("radiogroup", name="是否占用车行道？")).to_be_visible()
    page.get_by_label("企业").check()
    expect(page.get_by_label("统一社会信用代码")).to_be_enabled()
    expect(page.get_by_label("身份证号码")).to_be_disabled()
    page.get_by_label("堆放物料").check()
    expect(page.locator("[data-section=works]")).to_be_hidden()


@pytest.mark.row("F1")
def test_the_browser_computes_and_obliges_as_the_server_does(site: Site) -> None:
    page = site.page
    expect(page.locator("[data-field=permit_note] [data-mark]")).to_have_text("（选填）")
    page.get_by_label("长度").fill("１2.5")
    page.get_by_label("宽度").fill("10")
    expect(page.get_by_label("面积", exact=True)).to_have_value(re.compile(r"^125(\.0+)?$"))
    expect(page.locator("[data-field=permit_note] [data-mark]")).to_have_text("（必填）")


@pytest.mark.row("F1")
def test_rows_come_and_go_in_place_and_show_what_they_ask_for(site: Site, definition: Definition) -> None:
    page = site.page
    page.get_by_label("占道施工").check()
    add = page.get_by_role("button", name="增加一行")
    expect(page.locator(".tb-row")).to_have_count(1)
    add.click()
    expect(page.locator(".tb-row")).to_have_count(2)
    second = page.locator(".tb-row").nth(1)
    expect(second.get_by_label("号牌")).to_be_focused()
    second.get_by_label("号牌").fill("渝A00002")
    expect(second.get_by_label("通行证号")).to_be_hidden()
    second.get_by_label("是", exact=True).check()
    expect(second.get_by_label("通行证号")).to_be_visible()
    expect(page.locator(".tb-row").nth(0).get_by_label("通行证号")).to_be_hidden()
    second.get_by_label("通行证号").fill("T-2")
    add.click()
    expect(add).to_be_hidden()
    page.locator(".tb-row").nth(0).get_by_role("button", name="删除此行").click()
    expect(page.locator(".tb-row-title").nth(0)).to_contain_text(re.compile(r"第\s*1\s*行"))
    posted = page.evaluate(
        """() => [...new FormData(document.forms[0])].reduce(
             (all, [name, text]) => ({...all, [name]: [...(all[name] ?? []), text]}), {})"""
    )
    reading = read(definition, posted, {})
    assert reading.answers["vehicles"] == ({"plate": "渝A00002", "heavy": True, "permit": "T-2"},)
    assert reading.findings == ()


@pytest.mark.row("F4")
def test_what_is_typed_is_saved_and_the_page_says_when(site: Site) -> None:
    site.page.get_by_label("姓名").fill("张三")
    expect(site.page.locator("[data-saved]")).to_have_text(re.compile(r"^已自动保存 \d\d:\d\d$"))
    [body] = site.saved
    assert "张三" in body
    assert "secret" in body


@pytest.mark.row("F4")
def test_without_a_network_the_page_says_so_and_saves_later(site: Site) -> None:
    page = site.page
    page.context.set_offline(True)
    page.unroute(f"{ORIGIN}/**")
    page.get_by_label("姓名").fill("张三")
    expect(page.locator("[data-saved]")).to_contain_text("网络已断开")
    page.route(f"{ORIGIN}/**", site._answer)
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_have_text(re.compile("^已自动保存"))
    assert len(site.saved) == 1


def test_an_expired_session_is_told_and_nothing_is_called_saved(site: Site) -> None:
    site.status = 401
    site.page.get_by_label("姓名").fill("张三")
    expect(site.page.locator("[data-saved]")).to_contain_text("登录已过期")


@pytest.mark.row("F1")
@pytest.mark.parametrize("wrong", [False, True], ids=["clean", "with errors"])
def test_axe_finds_nothing_on_the_form(page: Page, definition: Definition, wrong: bool) -> None:
    posted = {"applicant.kind": ["person"], "purpose": ["works"], "lane": ["no"], "night": ["yes"]}
    if wrong:
        posted |= {"purpose": ["works"], "lane": ["perhaps"], "length": ["很长"], "begin_on": ["下周"], "night": ["?"]}
        posted |= {"vehicles.0.plate": ["一二三四五六七八九十甲"], "vehicles.0.heavy": ["?"], "made": ["?"]}
    Site(page, page_of(definition, posted))
    page.goto(f"{ORIGIN}/")
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "() => axe.run().then((result) => result.violations.map((each) => [each.id, each.nodes[0].html]))"
    )
    # Size and colour are the style sheet's; this page has none.
    assert [each for each in found if each[0] not in {"color-contrast", "target-size"}] == []


@pytest.mark.row("F1")
def test_without_script_the_form_posts_what_is_shown_and_nothing_else(browser: Browser, definition: Definition) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    site = Site(page, page_of(definition, {"applicant.kind": ["person"], "purpose": ["works"]}))
    page.goto(f"{ORIGIN}/")
    page.get_by_label("姓名").fill("张三")
    page.get_by_role("button", name="增加一行").click()
    page.wait_for_url(f"{ORIGIN}/")
    context.close()
    [body] = site.saved
    assert "action=add_row%3Avehicles" in body
    assert "uscc" not in body
    assert "id_number=" in body


@pytest.mark.row("F1")
@pytest.mark.row("E4")
def test_a_hand_signs_clears_and_signs_again_and_what_it_drew_is_read_by_the_server(page: Page) -> None:
    kind = field_types["signature"]
    options = kind.load_options({})
    html = kind.render(Slot(name="sign", label="申请人签名"), options)
    site = Site(
        page,
        '<!doctype html><html lang="zh-CN"><head><title>签名</title><style>[data-paper] svg{width:600px;display:block}'
        f"[hidden]{{display:none!important}}</style></head><body><form data-form>{html}</form>"
        "<script type=module src=/form.js></script></body></html>",
    )
    page.goto(f"{ORIGIN}/")
    pad, kept = page.get_by_role("img", name="手写签名区，还没有写"), page.locator("input[name='sign.drawn']")
    expect(page.get_by_role("button", name="清除重写")).to_be_hidden()
    box = pad.bounding_box()
    assert box is not None
    for begin in (40, 200):
        page.mouse.move(box["x"] + begin, box["y"] + 60)
        page.mouse.down()
        page.mouse.move(box["x"] + begin + 90, box["y"] + 180, steps=8)
        page.mouse.up()
    drawn = kept.input_value()
    assert kind.parse({"name": ["张三"], "confirmed": ["yes"], "drawn": [drawn]}, options) == Signature("张三", drawn)
    assert len(strokes_of(drawn) or ()) == 2
    expect(page.get_by_role("img", name="手写签名", exact=True)).to_be_visible()
    page.get_by_role("button", name="清除重写").click()
    assert kept.input_value() == ""
    assert site.saved == [], "nothing is sent by itself where a form saves nothing"
