"""TO BE FILLED."""

from __future__ import annotations

from flask import Blueprint

from tongban.web.guard import public

blueprint = Blueprint("verify", __name__)


@blueprint.route("/verify", methods=["GET", "POST"])
@public
def page() -> str:
    return "verify"
