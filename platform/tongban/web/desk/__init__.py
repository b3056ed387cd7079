"""TO BE FILLED."""

from __future__ import annotations

from flask import Blueprint

from tongban.web.guard import public

blueprint = Blueprint("desk", __name__, url_prefix="/desk")


@blueprint.route("/", methods=["GET", "POST"], endpoint="queue")
@public
def queue(**_values: str) -> str:
    return "queue"


@blueprint.route("/cases/<number>", methods=["GET", "POST"], endpoint="case")
@public
def case(**_values: str) -> str:
    return "case"


@blueprint.route("/cases/<number>/check", methods=["GET", "POST"], endpoint="check")
@public
def check(**_values: str) -> str:
    return "check"


@blueprint.route("/cases/<number>/act/<action>", methods=["GET", "POST"], endpoint="act")
@public
def act(**_values: str) -> str:
    return "act"


@blueprint.route("/cases/<number>/explain", methods=["GET", "POST"], endpoint="explain")
@public
def explain(**_values: str) -> str:
    return "explain"
