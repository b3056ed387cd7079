"""The figures of the tenant's own lists, with the items behind them (36 §23)."""

from __future__ import annotations

from flask import Blueprint, render_template

from tongban.web.guard import permitted
from tongban.web.house import books
from tongban.web.measure_view import measure_view
from tongban.web.studio.bench import bench


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/measures", "measures", measures)


@permitted("item.view")
def measures() -> str:
    """Show this tenant's figures as they are published; drafts are not counted."""
    here = bench()
    shelf = books().shelf
    root = shelf.workspace.tree.root(here.tenant.id).id
    found = shelf.measures(root, None if root == here.tenant.id else here.tenant.id)
    return render_template("operator/measures.html", measures=measure_view(found), console=[], roots=[])
