"""An operator and a clerk at a running application, with the token that every form carries."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kept_apps import app_on
from logged_in import as_staff
from tongban.database import Sessions
from tongban.settings import Settings
from tongban.tenancy.accounts import add_staff

PASSWORD = "correct-horse-9"


def token(page: str) -> str:
    """Find the form's token on a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, "the page has no form with a token"
    return found.group(1)


class Visitor:
    """Somebody at a browser: gets pages, and posts what a page's form would, token included."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, **more: object) -> TestResponse:
        return self.client.get(path, **more)

    def post(self, path: str, _page: str = "", **fields: object) -> TestResponse:
        page = self.client.get(_page or path)
        return self.client.post(path, data={**fields, "csrf_token": token(page.text)})

    def log_in(self, login: str, password: str = "") -> Visitor:
        """Be logged in; by the page itself where the password is what the test is about."""
        if not password:
            as_staff(self.client, login)
            return self
        answer = self.post("/staff/login", login=login, password=password)
        assert answer.status_code == 302, answer.text
        return self


@pytest.fixture
def app(city: Settings, city_sessions: Sessions) -> Iterator[Flask]:
    session = city_sessions()
    for login, tenant, role in (
        ("wu", "", "operator"),
        ("chen", "yunyang", "window_clerk"),
        ("he", "yunyang", "tenant_admin"),
    ):
        add_staff(session, username=login, display_name=login, tenant=tenant, roles=(role,), password=PASSWORD)
    session.commit()
    city_sessions.remove()
    with app_on(city) as app:
        yield app


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def operator(app: Flask) -> Visitor:
    return Visitor(app.test_client()).log_in("wu")
