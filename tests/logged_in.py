"""Browsers whose person has logged in: they get the session that the log-in pages make, without the pages each time.

Logging in itself is told where it is the story: `test_web_desk_login`, `test_web_portal_application` and the journeys.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import session
from flask.testing import FlaskClient
from flask_login import login_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select

from tongban.tenancy.accounts import StaffSecurity
from tongban.tenancy.tables import ApplicantRow
from tongban.web.house import db
from tongban.web.people import begin_afresh, enter_applicant


def as_staff(client: FlaskClient, account: str) -> str:
    """Let a member of staff be logged in at this browser; returns a token as a form of its pages has it."""

    def enter() -> None:
        security = cast(StaffSecurity, client.application.appbuilder.sm)  # type: ignore[attr-defined]
        user = security.find_user(username=account)
        assert user is not None, f"nobody has the account {account}"
        begin_afresh()
        login_user(user)

    return _entered(client, enter)


def as_applicant(client: FlaskClient, login: str) -> str:
    """Let an applicant be logged in at this browser; returns a token as a form of its pages has it."""
    return _entered(
        client, lambda: enter_applicant(db().scalars(select(ApplicantRow).where(ApplicantRow.login == login)).one())
    )


def _entered(client: FlaskClient, enter: Callable[[], None]) -> str:
    with client.session_transaction() as kept:
        with client.application.test_request_context(environ_overrides=client.environ_base):
            session.update(kept)
            enter()
            token = generate_csrf()
            made = dict(session)
        kept.clear()
        kept.update(made)
    return f'<input type="hidden" name="csrf_token" value="{token}">'
