"""The session's cookie, signed as Flask signs it; the signer is made once, and a cookie still new is not sent again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeTimedSerializer

#: a session lives two hours from the last cookie; a cookie this old is renewed by whatever is asked next
_STILL_NEW = timedelta(minutes=1)


class CookieSession(SecureCookieSession):
    """A session that knows when its cookie was written; None where there is no cookie yet."""

    written_at: datetime | None = None


class CookieSessions(SecureCookieSessionInterface):
    """Read and write sessions. Signing each answer anew costs as much as a query, and says nothing new."""

    session_class = CookieSession

    def __init__(self, app: Flask) -> None:
        self._signer = super().get_signing_serializer(app)

    def get_signing_serializer(self, _app: Flask) -> URLSafeTimedSerializer | None:
        return self._signer

    def open_session(self, app: Flask, request: Request) -> CookieSession | None:
        """Read the cookie; one that is forged, or older than a session may be, is no session."""
        kept = request.cookies.get(self.get_cookie_name(app))
        if self._signer is None or not kept:
            return None if self._signer is None else CookieSession()
        longest = int(app.permanent_session_lifetime.total_seconds())
        try:
            data, written_at = self._signer.loads(kept, max_age=longest, return_timestamp=True)
        except BadSignature:
            return CookieSession()
        session = CookieSession(data)
        session.written_at = written_at
        return session

    def should_set_cookie(self, _app: Flask, session: SessionMixin) -> bool:
        if session.modified or not session.permanent:
            return session.modified
        written_at = getattr(session, "written_at", None)
        return written_at is None or datetime.now(UTC) - written_at >= _STILL_NEW
