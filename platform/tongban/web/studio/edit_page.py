"""A page of the studio: one section of a definition by the form engine, with what was found in it beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext as _

from tongban.assurance.authoring.told import Told
from tongban.definitions import Definition
from tongban.fields import Typed
from tongban.forms import Answers, form_view
from tongban.web.field_words import field_words
from tongban.web.studio.bench import Bench
from tongban.web.studio.views import ItemName, Row, Step, error_links, finding_views


@dataclass(frozen=True, slots=True)
class EditPage:
    """What the page shows. Without `section` it is the whole form; `told` is what was found, each at its control."""

    page: Definition
    answers: Answers
    typed: Typed
    told: Sequence[Told]
    item: ItemName
    back: str
    section: str | None = None
    heading: str = ""
    crumbs: Sequence[Mapping[str, str]] = ()
    steps: Sequence[Step] = ()
    checked: bool = True  # False while nothing was saved here
    locked: Sequence[Row] = ()
    locked_title: str = ""
    names: Sequence[Row] = ()
    notice: str = ""
    preview_href: str = ""
    save: str = ""  # what the one button says where no page follows


def show_page(view: EditPage) -> str:
    """Write the page; nothing that was typed is lost, right or wrong."""
    wrong = [each.as_finding() for each in view.told if each.error and each.at]
    form = form_view(view.page, view.answers, view.typed, wrong, section=view.section, words=field_words())
    return render_template(
        "studio/edit.html",
        item=view.item,
        crumbs=view.crumbs,
        steps=view.steps,
        form=form,
        heading=view.heading,
        errors=error_links(view.told),
        findings=finding_views(view.told),
        checked=view.checked,
        locked=view.locked,
        locked_title=view.locked_title,
        names=view.names,
        notice=view.notice,
        preview_href=view.preview_href,
        save=view.save,
        back=view.back,
    )


def crumbs_of(here: Bench, item: str) -> list[Mapping[str, str]]:
    """Lead back to the item, and to the list."""
    return [
        {"label": _("事项"), "href": url_for("studio.items")},
        {"label": here.title(item), "href": url_for("studio.item", item=item)},
    ]
