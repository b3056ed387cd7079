"""TO BE FILLED."""

from __future__ import annotations

from flask import Blueprint

from tongban.web.guard import public

blueprint = Blueprint("portal", __name__, url_prefix="/<tenant>")


@blueprint.route("/", methods=["GET", "POST"], endpoint="home")
@public
def home(**_values: str) -> str:
    return "home"


@blueprint.route("/search", methods=["GET", "POST"], endpoint="search")
@public
def search(**_values: str) -> str:
    return "search"


@blueprint.route("/items/<item>", methods=["GET", "POST"], endpoint="guide")
@public
def guide(**_values: str) -> str:
    return "guide"


@blueprint.route("/items/<item>/start", methods=["GET", "POST"], endpoint="start")
@public
def start(**_values: str) -> str:
    return "start"


@blueprint.route("/drafts/<draft>/questions", methods=["GET", "POST"], endpoint="questions")
@public
def questions(**_values: str) -> str:
    return "questions"


@blueprint.route("/drafts/<draft>/form/<section>", methods=["GET", "POST"], endpoint="section")
@public
def section(**_values: str) -> str:
    return "section"


@blueprint.route("/drafts/<draft>/materials", methods=["GET", "POST"], endpoint="materials")
@public
def materials(**_values: str) -> str:
    return "materials"


@blueprint.route("/drafts/<draft>/review", methods=["GET", "POST"], endpoint="review")
@public
def review(**_values: str) -> str:
    return "review"


@blueprint.route("/drafts/<draft>/submit", methods=["GET", "POST"], endpoint="submit")
@public
def submit(**_values: str) -> str:
    return "submit"


@blueprint.route("/cases/<number>/submitted", methods=["GET", "POST"], endpoint="submitted")
@public
def submitted(**_values: str) -> str:
    return "submitted"


@blueprint.route("/cases", methods=["GET", "POST"], endpoint="my_cases")
@public
def my_cases(**_values: str) -> str:
    return "my_cases"


@blueprint.route("/cases/<number>", methods=["GET", "POST"], endpoint="case")
@public
def case(**_values: str) -> str:
    return "case"


@blueprint.route("/cases/<number>/supply", methods=["GET", "POST"], endpoint="supply")
@public
def supply(**_values: str) -> str:
    return "supply"


@blueprint.route("/documents/<code>", methods=["GET", "POST"], endpoint="document")
@public
def document(**_values: str) -> str:
    return "document"


@blueprint.route("/documents/<code>.pdf", methods=["GET", "POST"], endpoint="document_pdf")
@public
def document_pdf(**_values: str) -> str:
    return "document_pdf"
