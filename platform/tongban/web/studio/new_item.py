"""Begin an item of the tenant's own: a template and a name; the rest follows page by page."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.assurance.authoring.identifiers import item_id
from tongban.assurance.authoring.written_item import Ids
from tongban.web.guard import permitted
from tongban.web.house import books, db
from tongban.web.studio.begin_page import begun
from tongban.web.studio.bench import Bench, bench, pages
from tongban.web.studio.own_state import OwnState, save_own


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/new", "new", new, methods=["GET", "POST"])


@permitted("item.edit")
def new() -> Response | str:
    """Ask for the two, then make the draft under an id of its own."""
    here = bench()
    asked = begun(pages().start, pages().templates, _("事项"), url_for("studio.items"))
    if isinstance(asked, str):
        return asked
    title, template = asked.title, asked.template
    item = item_id(here.tenant.id, title, _taken(here))
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
