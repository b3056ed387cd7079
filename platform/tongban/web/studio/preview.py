"""See the guide and the form as a citizen would, before anybody does: nothing is kept."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from tongban.definitions import Definition
from tongban.definitions.spans import tell_span
from tongban.forms import form_view, guide_view, read
from tongban.web.field_words import field_words
from tongban.web.guard import permitted
from tongban.web.studio.bench import bench
from tongban.web.studio.edit_page import crumbs_of
from tongban.web.studio.own_state import today_here
from tongban.web.studio.views import Row, preview_tabs


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/items/<item>/preview", "preview", preview)


@permitted("item.view")
def preview(item: str) -> str:
    """Show one of the two; what is typed here only moves the preview."""
    here = bench()
    here.require(item)
    which, views = preview_tabs(_("办事指南"), _("申请表"), "studio.preview", item=item)
    tried = here.preview(item).definition
    common = {
        "title": here.title(item),
        "crumbs": crumbs_of(here, item),
        "edit_href": url_for("studio.edit", item=item),
        "publish_href": url_for("studio.publish", item=item),
        "views": views,
        "which": which,
        "ready": tried is not None,
    }
    if tried is None:
        return render_template("studio/preview.html", **common)
    posted = {name: request.args.getlist(name) for name in request.args}
    reading = read(tried, posted, {}, today=today_here())
    return render_template(
        "studio/preview.html",
        definition=tried,
        guide=guide_view(tried, reading.answers, field_words()),
        limits=_limits(tried),
        form=form_view(tried, reading.answers, reading.typed, words=field_words()),
        **common,
    )


def _limits(definition: Definition) -> list[Row]:
    statutory, promise = definition.time.statutory, definition.time.promise
    return [
        Row(_("法定时限"), tell_span({str(statutory.unit): statutory.amount}) if statutory else _("没有规定")),
        Row(_("承诺时限"), tell_span({str(promise.unit): promise.amount}) if promise else _("当场办结")),
        Row(_("到场次数"), _("%(count)s 次", count=definition.visits)),
        Row(_("收费"), "、".join(each.name for each in definition.fees) or _("不收费")),
    ]
