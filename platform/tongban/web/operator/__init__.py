"""TO BE FILLED."""

from __future__ import annotations

from flask import Blueprint

from tongban.web.guard import public

blueprint = Blueprint("operator", __name__, url_prefix="/operator")


@blueprint.route("/", methods=["GET", "POST"], endpoint="tenants")
@public
def tenants(**_values: str) -> str:
    return "tenants"


@blueprint.route("/new", methods=["GET", "POST"], endpoint="tenant_new")
@public
def tenant_new(**_values: str) -> str:
    return "tenant_new"
