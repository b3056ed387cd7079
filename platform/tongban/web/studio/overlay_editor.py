"""The overlay of a claimed item: what the tenant may say of it, each value beside what holds upstream (7 §9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.assurance.authoring.overlay import (
    PLACES,
    answers_of_claim,
    changes_of_claim,
    required_here,
    upstream_words,
)
from tongban.assurance.authoring.pages import with_help
from tongban.assurance.authoring.told import Told, found_on, together, told_of_page, told_of_source
from tongban.conditions import ALWAYS
from tongban.definitions import Definition, Resolved
from tongban.fields import Typed
from tongban.forms import Answers, Finding, dump, load, read
from tongban.publishing import change_overlay, save_draft
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_staff
from tongban.web.studio.bench import Bench, bench, pages, plain
from tongban.web.studio.edit_page import EditPage, crumbs_of, show_page
from tongban.web.studio.elements import locked_elements
from tongban.web.studio.own_state import today_here
from tongban.web.studio.views import ItemName


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/items/<item>/edit", "edit", edit, methods=["GET", "POST"])


@dataclass(frozen=True, slots=True)
class Editing:
    """The page for this item, and what it holds."""

    page: Definition
    inherited: Resolved
    answers: Answers
    typed: Typed


@permitted("item.edit")
def edit(item: str) -> Response | str:
    """Show the overlay or save it as it was typed; an item of the tenant's own has pages instead."""
    here = bench()
    here.require(item)
    if here.is_own(item):
        return redirect(url_for("studio.page", item=item, section="basics"))
    editing = _editing(here, item)
    return _save(here, item, editing) if request.method == "POST" else _show(here, item, editing)


def told_of_overlay(here: Bench, item: str) -> tuple[Told, ...]:
    """Tell all that stands between the overlay and its publication, each thing at its control."""
    return _told(here, item, _editing(here, item))


def _editing(here: Bench, item: str) -> Editing:
    inherited = here.tried.workspace.inherited(item, here.tenant.id)
    page = _page(inherited.data)
    row = here.rows.get(here.overlay_path)
    kept = row.typed.get(item) if row else None
    if kept is None:
        return Editing(page, inherited, answers_of_claim(here.claim(item)), {})
    return Editing(page, inherited, load(page, kept["answers"]), kept["typed"])


def _page(inherited: Mapping[str, Any]) -> Definition:
    """Make the page for what is inherited: its values beside the fields, and obliged what nothing above says."""
    page = pages().overlay
    obliged = required_here(inherited)
    sections = tuple(
        replace(
            section,
            fields=tuple(replace(each, required=ALWAYS) if each.id in obliged else each for each in section.fields),
        )
        for section in page.sections
    )
    words = upstream_words(inherited, {each.id for each in page.fields})
    return with_help(replace(page, sections=sections), words)


def _findings(editing: Editing) -> tuple[Finding, ...]:
    return found_on(editing.page, editing.answers, editing.typed, today_here())


def _told(here: Bench, item: str, editing: Editing) -> tuple[Told, ...]:
    path = here.overlay_path
    text = here.tried.sources.read(path)
    places = {("claims", item, *where): name for where, name in PLACES.items()}
    source = told_of_source(editing.page, here.findings_in(item), {path: text}, {path: places}, here.tenant.id)
    amount = editing.answers.get("promise") == "shorter"
    at_amount = [replace(each, at="promise_amount") if amount and each.at == "promise" else each for each in source]
    return together(told_of_page(editing.page, _findings(editing)), at_amount)


def _save(here: Bench, item: str, editing: Editing) -> Response:
    posted = {name: request.form.getlist(name) for name in request.form}
    reading = read(editing.page, posted, editing.answers, typed=editing.typed, today=today_here())
    editing = replace(editing, answers=reading.answers, typed=reading.typed)
    wrong = {each.field for each in _findings(editing)}
    changes = changes_of_claim(editing.answers, here.claim(item), editing.inherited.data, wrong)
    common: dict[str, Any] = {"by": the_staff().name, "now": now()}
    if not changes and not wrong and not here.changed(item) and not reading.actions:
        flash(_("没有改动，和现行的一样。"))
        return redirect(url_for("studio.edit", item=item))
    text = change_overlay(db(), books(), here.tenant.id, item, changes, **common)
    before = here.rows[here.overlay_path].typed if here.overlay_path in here.rows else {}
    typed = plain(
        {
            "answers": dump(editing.page, editing.answers),
            "typed": {key: list(texts) for key, texts in editing.typed.items()},
        }
    )
    save_draft(db(), books(), here.tenant.id, here.overlay_path, text, typed={**before, item: typed}, **common)
    db().commit()
    if reading.actions:
        return redirect(url_for("studio.edit", item=item) + f"#f-{reading.actions[0].field}")
    errors = any(each.error for each in told_of_overlay(bench(), item))
    flash(
        _("草稿已保存，下面标出的地方还要改正。") if errors else _("草稿已保存，发布以后才对群众生效。"),
        "warning" if errors else "success",
    )
    onward = "studio.publish" if request.form.get("action") == "next" and not errors else "studio.edit"
    return redirect(url_for(onward, item=item))


def _show(here: Bench, item: str, editing: Editing) -> str:
    return show_page(
        EditPage(
            editing.page,
            editing.answers,
            editing.typed,
            _told(here, item, editing),
            item=ItemName(item, here.title(item)),
            heading=_("本单位的办理信息"),
            crumbs=crumbs_of(here, item),
            locked=locked_elements(here.tried.workspace.resolve(item, here.tenant.id)),
            preview_href=url_for("studio.preview", item=item),
            back=url_for("studio.item", item=item),
        )
    )
