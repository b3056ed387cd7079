"""The first page of something new in the studio: a template and a name. Plugins begin what they write with it, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from tongban.assurance.authoring.pages import ItemTemplate
from tongban.assurance.authoring.told import told_of_page
from tongban.definitions import Definition
from tongban.forms import Finding, Reading, check, read
from tongban.web.studio.edit_page import EditPage, show_page
from tongban.web.studio.own_state import today_here
from tongban.web.studio.views import ItemName, Row


@dataclass(frozen=True, slots=True)
class Begun:
    """What was asked: the name, and the template's answers."""

    title: str
    template: ItemTemplate


def begun(page: Definition, templates: Mapping[str, ItemTemplate], listed: str, back: str) -> Begun | str:
    """Give what was typed once it is right; until then the page itself. `listed` names the list at `back`."""
    if request.method == "GET":
        return _show(page, templates, listed, back, Reading({}))
    reading = read(page, {name: request.form.getlist(name) for name in request.form}, {}, today=today_here())
    if wrong := check(page, reading.answers, typed=reading.typed):
        return _show(page, templates, listed, back, reading, wrong)
    return Begun(str(reading.answers["title"]), templates[str(reading.answers["template"])])


def _show(
    page: Definition,
    templates: Mapping[str, ItemTemplate],
    listed: str,
    back: str,
    reading: Reading,
    wrong: tuple[Finding, ...] = (),
) -> str:
    return show_page(
        EditPage(
            page,
            reading.answers,
            reading.typed,
            told_of_page(page, wrong),
            item=ItemName(None, ""),
            crumbs=[{"label": listed, "href": back}],
            checked=False,
            locked=[Row(each.name, each.summary) for each in templates.values()],
            locked_title=_("模板里有什么"),
            back=back,
        )
    )
