"""What every answer carries and what no request may do: strict content policy, CSRF, honest lengths, bounded sizes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache
from typing import Any

from flask import Flask, Response, abort, current_app, g, request, session
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFProtect, generate_csrf
from itsdangerous import URLSafeTimedSerializer

from tongban.errors import TongbanError
from tongban.settings import Settings
from tongban.web.cookies import CookieSessions

_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)


def configure(app: Flask, settings: Settings) -> CSRFProtect:
    """Set limits, cookies and headers; return the CSRF guard so that the API, which has tokens, can step out of it."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.max_upload_mb * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=3000,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=2),
        WTF_CSRF_TIME_LIMIT=None,  # a form may stay open as long as the session; an 80-year-old is not hurried
    )
    app.session_interface = CookieSessions(app)
    app.url_value_preprocessor(_refuse_addresses_nobody_can_keep)
    app.before_request(_refuse_unmeasured_bodies)
    app.before_request(_refuse_fields_nobody_can_keep)
    app.after_request(_headers)
    guard = CSRFProtect(app)
    app.jinja_env.globals["csrf_token"] = csrf_token
    app.context_processor(lambda: {"csrf_token": csrf_token})  # in the place of the guard's own
    return guard


def csrf_token() -> str:
    """Give the token of this session's forms. It has no end of its own, so it is signed once and not for each page."""
    raw = session.get("csrf_token")
    if isinstance(raw, str) and "csrf_token" not in g:
        g.csrf_token = _signed(str(current_app.secret_key), raw)
    return str(generate_csrf())


@lru_cache(maxsize=4096)
def _signed(secret: str, raw: str) -> str:
    return str(URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(raw))


def _refuse_unmeasured_bodies() -> None:
    """Refuse a body without a length: servers cut such bodies silently (411 asks the sender to measure it)."""
    if request.method in {"POST", "PUT", "PATCH"} and request.content_length is None:
        abort(411)


def _refuse_addresses_nobody_can_keep(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Refuse a NUL in an address before anything is looked up by it: PostgreSQL takes none."""
    if _holds_nul((values or {}).values()) or (request.query_string and _holds_nul(_all(request.args.lists()))):
        raise TongbanError(_("地址中有不能使用的字符。"))


def _refuse_fields_nobody_can_keep() -> None:
    """Refuse a NUL in what a form posts; a browser sends none."""
    if request.content_type and _holds_nul(_all(request.form.lists())):
        raise TongbanError(_("填写的内容中有不能使用的字符，没有作任何改动。请返回上一页重新输入。"))


def _all(lists: Iterable[tuple[str, list[str]]]) -> Iterable[str]:
    return (text for name, texts in lists for text in (name, *texts))


def _holds_nul(texts: Iterable[object]) -> bool:
    return any("\x00" in str(each) for each in texts)


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
    if request.endpoint not in {"static", "pages.theme"}:
        response.headers.setdefault("Cache-Control", "no-store")
    return response
