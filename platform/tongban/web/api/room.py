"""The API's blueprint, and how it says no. Sessions are worth nothing here: only a bearer token says who asks."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response
from flask.blueprints import BlueprintSetupState
from flask.json.provider import DefaultJSONProvider

from tongban.errors import TongbanError
from tongban.web.house import db
from tongban.web.problems import Wrong, problem

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.record
def _plain_json(state: BlueprintSetupState) -> None:
    """Write Chinese as Chinese, and keys in the order in which the schemas name them."""
    provider = state.app.json
    assert isinstance(provider, DefaultJSONProvider)
    provider.ensure_ascii, provider.sort_keys = False, False


class Problem(TongbanError):
    """Refuse a request with a status, and say of each thing where it is and what would be right."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        article: str = "",
        errors: Sequence[Wrong] = (),
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(message, article=article)
        self.status, self.errors, self.headers = status, tuple(errors), headers


@blueprint.errorhandler(Problem)
def _told(error: Problem) -> Response:
    db().rollback()
    response = problem(error.status, error.message, article=error.article, errors=error.errors)
    response.headers.extend(error.headers)
    return response


@blueprint.errorhandler(RecursionError)
def _too_deep(_error: RecursionError) -> Response:
    db().rollback()
    return problem(400, "请求内容的层次过深，没有作任何改动。")
