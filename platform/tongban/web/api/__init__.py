"""TO BE FILLED."""

from __future__ import annotations

from flask import Blueprint

from tongban.web.guard import public

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.route("/openapi.json", methods=["GET", "POST"], endpoint="openapi")
@public
def openapi(**_values: str) -> str:
    return "openapi"
