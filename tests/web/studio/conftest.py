"""A tenant's administrator at a running application: pages are opened, filled as a browser would, and posted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from kept_apps import app_on
from logged_in import as_staff
from tongban.database import Sessions
from tongban.settings import Settings
from tongban.tenancy.accounts import add_staff

PASSWORD = "correct-horse-9"


class _Posted(HTMLParser):
    """Gather what the page's editing form would post if nothing were changed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.inside = False
        self.area = self.select = ""
        self.text: list[str] = []
        self.template = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = "tb-form" in given.get("class", "")
        if tag == "template":
            self.template += 1
        if not self.inside or self.template or "disabled" in given:
            return
        name = given.get("name", "")
        if tag == "input" and name and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            self.found.append((name, given.get("value", "on")))
        elif tag == "textarea":
            self.area, self.text = name, []
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.found.append((self.select, given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            self.found.append((self.area, "".join(self.text).lstrip("\n")))
            self.area = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False
        elif tag == "template":
            self.template -= 1


def posted(page: str) -> MultiDict[str, str]:
    parser = _Posted()
    parser.feed(page)
    return MultiDict(parser.found)


def token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, "the page has no form with a token"
    return found.group(1)


class Admin:
    """Somebody at the studio."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, follow_redirects=True)

    def log_in(self, login: str) -> Admin:
        as_staff(self.client, login)
        return self

    def save(self, path: str, action: str = "save", **changes: str | list[str]) -> TestResponse:
        """Open a page, change some controls (`fields__0__label` for `fields.0.label`), post it, follow."""
        page = self.get(path)
        assert page.status_code == 200, page.text
        data = posted(page.text)
        for name, value in changes.items():
            data.setlist(name.replace("__", "."), value if isinstance(value, list) else [value])
        data["action"] = action
        return self.client.post(path, data=data, follow_redirects=True)

    def press(self, page: str, path: str, **fields: str) -> TestResponse:
        """Press a button of a page that posts to another address."""
        return self.client.post(path, data={**fields, "csrf_token": token(self.get(page).text)}, follow_redirects=True)


@pytest.fixture
def app(city: Settings, city_sessions: Sessions) -> Iterator[Flask]:
    session = city_sessions()
    for login, tenant, role in (
        ("he", "yunyang", "tenant_admin"),
        ("yu", "yuzhong", "tenant_admin"),
        ("chen", "yunyang", "window_clerk"),
    ):
        add_staff(session, username=login, display_name=f"{login}管理", tenant=tenant, roles=(role,), password=PASSWORD)
    session.commit()
    city_sessions.remove()
    with app_on(city) as made:
        yield made


@pytest.fixture
def admin(app: Flask) -> Admin:
    return Admin(app.test_client()).log_in("he")


@pytest.fixture
def neighbour(app: Flask) -> Admin:
    return Admin(app.test_client()).log_in("yu")


@pytest.fixture
def clerk(app: Flask) -> Admin:
    return Admin(app.test_client()).log_in("chen")
