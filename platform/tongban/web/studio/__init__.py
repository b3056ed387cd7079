"""TO BE FILLED."""

from __future__ import annotations

from flask import Blueprint

from tongban.web.guard import public

blueprint = Blueprint("studio", __name__, url_prefix="/studio")


@blueprint.route("/", methods=["GET", "POST"], endpoint="items")
@public
def items(**_values: str) -> str:
    return "items"


@blueprint.route("/items/<item>", methods=["GET", "POST"], endpoint="item")
@public
def item(**_values: str) -> str:
    return "item"


@blueprint.route("/items/<item>/edit", methods=["GET", "POST"], endpoint="edit")
@public
def edit(**_values: str) -> str:
    return "edit"


@blueprint.route("/new", methods=["GET", "POST"], endpoint="new")
@public
def new(**_values: str) -> str:
    return "new"


@blueprint.route("/items/<item>/preview", methods=["GET", "POST"], endpoint="preview")
@public
def preview(**_values: str) -> str:
    return "preview"


@blueprint.route("/items/<item>/publish", methods=["GET", "POST"], endpoint="publish")
@public
def publish(**_values: str) -> str:
    return "publish"
