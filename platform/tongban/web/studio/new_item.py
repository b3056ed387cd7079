"""Begin an item of the tenant's own: a template and a name; the rest follows page by page."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.assurance.authoring.identifiers import item_id
from tongban.assurance.authoring.told import told_of_page
from tongban.assurance.authoring.written_item import Ids
from tongban.forms import Reading, check, read
from tongban.web.guard import permitted
from tongban.web.house import books, db
from tongban.web.studio.bench import Bench, bench, pages
from tongban.web.studio.edit_page import EditPage, show_page
from tongban.web.studio.own_state import OwnState, save_own, today_here
from tongban.web.studio.views import ItemName, Row


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/new", "new", new, methods=["GET", "POST"])


@permitted("item.edit")
def new() -> Response | str:
    """Ask for the two, then make the draft under an id of its own."""
    here = bench()
    if request.method == "GET":
        return _show(Reading({}))
    page = pages().start
    reading = read(page, {name: request.form.getlist(name) for name in request.form}, {}, today=today_here())
    if check(page, reading.answers, typed=reading.typed):
        return _show(reading)
    title = str(reading.answers["title"])
    item = item_id(here.tenant.id, title, _taken(here))
    template = pages().template(str(reading.answers["template"]))
    office = here.tenant.name if here.tenant.kind in ("department", "township") else ""
    words = {"title": title, "authority": office, "address": here.tenant.address, "hours": here.tenant.hours}
    answers = {**template.answers, **{name: text for name, text in words.items() if text}}
    save_own(here, item, OwnState(answers, {}, Ids()))
    db().commit()
    return redirect(url_for("studio.page", item=item, section="basics"))


def _taken(here: Bench) -> set[str]:
    """Gather every id that exists, of items and of entries: an item's id is the city's, not one tenant's."""
    workspace = books().workspace
    return {*workspace.items, *workspace.catalogue, *here.item_ids()}


def _show(reading: Reading) -> str:
    page = pages().start
    wrong = check(page, reading.answers, typed=reading.typed) if request.method == "POST" else ()
    return show_page(
        EditPage(
            page,
            reading.answers,
            reading.typed,
            told_of_page(page, wrong),
            item=ItemName(None, ""),
            crumbs=[{"label": _("事项"), "href": url_for("studio.items")}],
            checked=False,
            locked=[Row(each.name, each.summary) for each in pages().templates.values()],
            locked_title=_("模板里有什么"),
            back=url_for("studio.items"),
        )
    )
