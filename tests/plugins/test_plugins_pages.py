"""A plugin on the pages: shown where it is on, absent where it is off, left out where it fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from door_desk import at
from kept_apps import let_go
from plugin_house import forget, home_with
from portal_visitor import Portal
from tongban.cases.plugins import faults_of
from tongban.database import Sessions, scoped
from tongban.plugins.host import Plugins
from tongban.publishing import Books
from tongban.publishing.switching import switch
from tongban.settings import Settings
from tongban.tenancy.permissions import may
from tongban.web.app import create_app
from tongban.web.plugged import figures, reminders

MANIFEST = """\
name: window_dressing
title: 橱窗
version: 1.0.0
entry: window_dressing.plugin
permissions: [cases.read]
hears: all
actions: {look: {name: 看橱窗, roles: [supervisor]}}
"""
CODE = '''
from flask import Blueprint
from tongban.hooks import Figure, MenuEntry, Panel, Reader, Reminder, hookimpl
from tongban.kit.web import public

fails = set()
shop = Blueprint("window_dressing", __name__, url_prefix="/<tenant>/shop", template_folder="templates")

@shop.get("/", endpoint="window")
@public
def window(tenant):
    """Show the window to anybody."""
    return "橱窗里的东西"

def unless(name):
    if name in fails:
        raise RuntimeError(name)

@hookimpl
def pages():
    return [shop]

@hookimpl
def menu(office, place):
    unless("menu")
    entry = MenuEntry("window_dressing.window", "逛橱窗", values={"tenant": office.tenant})
    return [entry] if place == "portal" else []

@hookimpl
def guide_panels(office, definition):
    unless("guide_panels")
    return [Panel("橱窗提示", "window_dressing/panel.html", {"item": definition.title})]

@hookimpl
def case_panels(office, case, reader):
    unless("case_panels")
    panel = Panel("橱窗里的办件", "window_dressing/panel.html", {"item": case.number})
    return [panel] if reader is Reader.APPLICANT else []

@hookimpl
def prefill(office, applicant, definition):
    unless("prefill")
    return {"enterprise.legal_representative": "何橱窗"}

@hookimpl
def figures(office):
    return [Figure("橱窗数", "7", "本月")]

@hookimpl
def reminders(office, roles):
    unless("reminders")
    return [Reminder("橱窗", "该擦了。", "2026-09-25", "/")] if "supervisor" in roles else []
'''
NOW = at("2026-09-28 Mon 10:00")


@pytest.fixture
def shop(city: Settings, city_sessions: Sessions) -> Iterator[Portal]:
    files = {"plugin.yaml": MANIFEST, "__init__.py": "", "plugin.py": CODE}
    files["templates/window_dressing/panel.html"] = "<p>橱窗：{{ item }}</p>"
    settings = home_with(city, {f"window_dressing/{name}": text for name, text in files.items()})
    moment: list[object] = [NOW]
    app = create_app(settings, clock=lambda: moment[0])  # type: ignore[arg-type,return-value]
    books = app.extensions["tongban"].books.refresh(city_sessions())
    turn(city_sessions, books, on=True)
    fails(books.plugins).clear()
    yield Portal(app, city_sessions, books, moment)
    let_go(app.extensions["tongban"].sessions)
    forget("window_dressing")


def turn(sessions: Sessions, books: Books, *, on: bool) -> None:
    with scoped("yunyang"):
        switch(sessions(), books.plugins, None, tenant="yunyang", plugin="window_dressing", on=on, by="吴运维", now=NOW)
        sessions().commit()
    books.refresh(sessions())
    sessions.remove()


def fails(plugins: Plugins) -> set[str]:
    return plugins.manager.get_plugin("window_dressing").fails  # type: ignore[no-any-return,union-attr]


def test_a_page_of_a_plugin_is_there_only_where_it_is_switched_on(shop: Portal) -> None:
    assert "橱窗里的东西" in shop.visitor().get("shop/").text
    assert shop.visitor("yuzhong").get("shop/").status_code == 404
    assert "逛橱窗" in shop.visitor().get("").text
    assert "逛橱窗" not in shop.visitor("yuzhong").get("").text
    turn(shop.sessions, shop.books, on=False)
    assert shop.visitor().get("shop/").status_code == 404


def test_a_guide_with_a_panel_that_fails_is_the_guide_without_it(shop: Portal) -> None:
    guide = shop.visitor().get("items/occupy-road").text
    assert "橱窗提示" in guide
    fails(shop.books.plugins).add("guide_panels")
    answer = shop.visitor().get("items/occupy-road")
    assert answer.status_code == 200
    assert "橱窗提示" not in answer.text
    assert "申请材料" in answer.text
    [fault] = faults_of(shop.sessions())
    assert (fault.hook, fault.about, fault.tenant_id) == ("guide_panels", "occupy-road", "yunyang")
    shop.sessions.remove()


def test_what_a_plugin_knows_is_filled_in_with_its_name_as_the_source(shop: Portal) -> None:
    visitor = shop.company()
    draft = shop.begin(visitor)
    page = visitor.get(f"drafts/{draft}/form/applicant").text
    assert "何橱窗" in page
    assert "橱窗" in page
    fails(shop.books.plugins).add("prefill")
    assert visitor.get(f"drafts/{draft}/form/applicant").status_code == 200


def test_the_case_page_shows_a_panel_to_its_reader(shop: Portal) -> None:
    visitor = shop.company()
    number = shop.submitted(visitor)
    assert "橱窗里的办件" in visitor.get(f"cases/{number}").text
    fails(shop.books.plugins).add("case_panels")
    answer = visitor.get(f"cases/{number}")
    assert answer.status_code == 200
    assert "橱窗里的办件" not in answer.text


def test_a_board_shows_the_figures_and_a_role_the_reminders_of_the_tenants_plugins(shop: Portal) -> None:
    with shop.app.test_request_context("/"):
        assert [(each.label, each.value) for each in figures("yunyang")] == [("橱窗数", "7")]
        assert figures("yuzhong") == []
        assert [each.words for each in reminders("yunyang", frozenset({"supervisor"}))] == ["该擦了。"]
        assert reminders("yunyang", frozenset({"reviewer"})) == []
        fails(shop.books.plugins).add("reminders")
        assert reminders("yunyang", frozenset({"supervisor"})) == []


@pytest.mark.row("T3")
def test_the_rows_of_a_plugin_join_the_matrix(shop: Portal) -> None:
    assert may(["supervisor"], "window_dressing.look")
    assert not may(["window_clerk"], "window_dressing.look")
