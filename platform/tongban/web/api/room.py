"""The API's blueprint, and how it says no. Sessions are worth nothing here: only a bearer token says who asks."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response
from flask.blueprints import BlueprintSetupState
from flask.json.provider import DefaultJSONProvider

from tongban.errors import TongbanError
from tongban.web.house import db
from tongban.web.plugged import OF_THE_API
from tongban.web.problems import Wrong, problem

PREFIX = "/api/v1"


def part_of_the_api(name: str) -> Blueprint:
    """Make a blueprint whose routes stand in the API and its documents, and say no as all of them do."""
    made = Blueprint(name, __name__, url_prefix=PREFIX)
    setattr(made, OF_THE_API, True)
    made.register_error_handler(Problem, _told)
    made.register_error_handler(RecursionError, _too_deep)
    return made


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


def _told(error: Problem) -> Response:
    db().rollback()
    response = problem(error.status, error.message, article=error.article, errors=error.errors)
    response.headers.extend(error.headers)
    return response


def _too_deep(_error: RecursionError) -> Response:
    db().rollback()
    return problem(400, "请求内容的层次过深，没有作任何改动。")


blueprint = part_of_the_api("api")
blueprint.record(_plain_json)
