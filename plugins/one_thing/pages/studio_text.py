"""The same draft as text, for who prefers it: linted as one types; the pages are filled from it again."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from one_thing.pages.studio import keep_text
from one_thing.pages.studio_pages import WRITE, crumbs
from one_thing.pages.studio_room import bench, blueprint
from tongban.kit.web import db, permitted


@blueprint.route("/<bundle>/text", methods=["GET", "POST"], endpoint="text")
@permitted(WRITE)
def text(bundle: str) -> str | Response:
    """Show the draft's text with all that is found in it, or keep it: a text with errors is kept, too."""
    here = bench(bundle)
    if request.method == "POST":
        keep_text(here, request.form.get("text", "").replace("\r\n", "\n"))
        db().commit()
        wrong = any(each.is_error for each in bench(bundle).found)
        flash(
            _("草稿已保存，下面标出的地方还要改正。") if wrong else _("草稿已保存。"), "warning" if wrong else "success"
        )
        return redirect(url_for("one_thing_studio.text", bundle=bundle))
    return render_template(
        "one_thing/studio_edit.html",
        title=_("文本"),
        crumbs=crumbs(here),
        path=here.path,
        text=here.text,
        findings=here.found,
        back=url_for("one_thing_studio.bundle", bundle=bundle),
    )
