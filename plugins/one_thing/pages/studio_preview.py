"""See the guide, the one form and the saving as a citizen would, before anybody does: nothing is kept."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from one_thing.merging.form import Merged
from one_thing.pages.guide import asked_in
from one_thing.pages.studio_pages import WRITE, crumbs
from one_thing.pages.studio_room import Bench, bench, blueprint
from one_thing.pages.told import question_form, told_of_form
from one_thing.proof.house import merged_at
from tongban.kit.definitions import NotFound
from tongban.kit.forms import form_view, read, stand
from tongban.kit.language import DefinitionRefused
from tongban.kit.studio import field_words, preview_tabs, today_here
from tongban.kit.web import permitted


@blueprint.get("/<bundle>/preview", endpoint="preview")
@permitted(WRITE)
def preview(bundle: str) -> str:
    """Show one of the two; what is typed here only moves the preview."""
    here = bench(bundle)
    which, views = preview_tabs(_("办事指南和节省"), _("合并的申请表"), "one_thing_studio.preview", bundle=bundle)
    shown: dict[str, Any] = {}
    merged = merged_draft(here)
    if merged is not None:
        shown = _form(merged) if which == "form" else _guide(here, merged)
    return render_template(
        "one_thing/studio_preview.html",
        title=here.title,
        crumbs=crumbs(here),
        edit_href=url_for("one_thing_studio.page", bundle=bundle, section="basics"),
        publish_href=url_for("one_thing_studio.publish", bundle=bundle),
        which=which,
        views=views,
        ready=merged is not None,
        **shown,
    )


def merged_draft(here: Bench) -> Merged | None:
    """Merge the draft as it stands; None where it cannot be yet."""
    if here.tried_source is None:
        return None
    try:
        merged = merged_at(here.tried, here.bundle, here.tenant)
    except (NotFound, DefinitionRefused):
        return None
    return merged if merged.definition is not None else None


def _guide(here: Bench, merged: Merged) -> dict[str, Any]:
    answers = asked_in(merged)
    tenants, named = here.tried.workspace.tenants, here.tried.calendars.named
    calendars = {each.tenant: named(tenants[each.tenant].calendar) for each in merged.takings}
    told = told_of_form(merged, answers, stand(merged.form, answers), calendars, today_here())
    basis = [f"《{each.law}》{each.number or each.article}" for each in merged.bundle.basis]
    return {"bundle": merged.bundle, "form": question_form(merged.form, answers), "told": told, "basis": basis}


def _form(merged: Merged) -> dict[str, Any]:
    posted = {name: request.args.getlist(name) for name in request.args}
    reading = read(merged.form, posted, {}, today=today_here())
    return {"form": form_view(merged.form, reading.answers, reading.typed, words=field_words())}
