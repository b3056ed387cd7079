"""The figures of lists for the whole city: completeness, coverage, accuracy, labels against targets (C10, C11)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request, url_for
from flask_babel import gettext as _

from tongban.errors import NotFound
from tongban.web.guard import permitted
from tongban.web.house import books
from tongban.web.measure_view import measure_view
from tongban.web.operator.room import blueprint, console


@dataclass(frozen=True, slots=True)
class Root:
    label: str
    href: str
    current: bool


@blueprint.get("/measures", endpoint="measures")
@permitted("tenant.view")
def measures() -> str:
    """Show one root; the first where none is named."""
    shelf = books().shelf
    roots = sorted((each for each in shelf.workspace.tenants.values() if each.is_root), key=lambda each: each.id)
    wanted = request.args.get("root", roots[0].id if roots else "")
    if wanted not in {each.id for each in roots}:
        raise NotFound(_("没有租户“%(tenant)s”。", tenant=wanted))
    links = [Root(each.name, url_for("operator.measures", root=each.id), each.id == wanted) for each in roots]
    return render_template(
        "operator/measures.html",
        measures=measure_view(shelf.measures(wanted)),
        console=console("measures"),
        roots=links,
    )
