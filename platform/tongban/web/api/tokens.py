"""Bearer tokens of applicants: signed, two hours, nothing kept; worth nothing once the password has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import g, request
from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from tongban.tenancy.applicants import Applicant, applicant_of
from tongban.tenancy.permissions import ACTIONS
from tongban.tenancy.tables import ApplicantRow
from tongban.web.api.room import Problem
from tongban.web.guard import PERMISSION
from tongban.web.house import db, house, now

LIFETIME = 2 * 60 * 60  # seconds
View = TypeVar("View", bound=Callable[..., Any])


def token_for(row: ApplicantRow) -> str:
    """Issue a token to an applicant who has just logged in."""
    return _serializer().dumps([row.id, _mark(row)])


def for_applicants(action: str) -> Callable[[View], View]:
    """Let in whoever brings a token and may do the action; the answer to all others is a problem, never a page."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            # asked here, as a plugin's rows are entered after its routes are read
            if ACTIONS[action] != frozenset({"applicant"}):
                raise ValueError(f"the API acts for applicants only, and {action} is not theirs")
            g.api_caller = _caller()
            return view(*args, **kwargs)

        setattr(guarded, PERMISSION, action)
        return cast(View, guarded)

    return guard


def the_caller() -> Applicant:
    """Give the applicant whose token came; only behind `for_applicants`."""
    return cast(Applicant, g.api_caller)


def _caller() -> Applicant:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise _refused("请先用 POST /api/v1/token 取得访问令牌，写在 Authorization: Bearer 中。", "")
    try:
        applicant_id, mark = _serializer().loads(token.strip(), max_age=LIFETIME)
    except (BadData, ValueError, TypeError) as fault:
        raise _refused("访问令牌无效或者已经过期，请重新取得。", ' error="invalid_token"') from fault
    row = db().get(ApplicantRow, applicant_id) if isinstance(applicant_id, str) else None
    if row is None or mark != _mark(row):
        raise _refused("访问令牌已经失效，请重新取得。", ' error="invalid_token"')
    return applicant_of(row)


def _refused(message: str, told: str) -> Problem:
    return Problem(401, message, headers=(("WWW-Authenticate", f"Bearer{told}"),))


class _HouseTime(TimestampSigner):
    """Sign with the house's own moment, so that nothing in a request disagrees about the time."""

    def get_timestamp(self) -> int:
        return int(now().timestamp())


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(house().settings.secret_key, salt="tongban.api.token", signer=_HouseTime)


def _mark(row: ApplicantRow) -> str:
    return hashlib.sha256(row.password.encode()).hexdigest()[:16]
