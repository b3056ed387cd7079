"""Three pages as people open them: who asks for which address, and what the view hands to its template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from flask import Flask, template_rendered
from flask.testing import FlaskClient
from sqlalchemy import Engine

from bench.instance import MONDAY, Instance
from bench.item import TENANT
from bench.recording import recording
from tongban.cases import drafts
from tongban.database import scoped
from tongban.tenancy.accounts import add_staff
from tongban.tenancy.applicants import register
from tongban.web.app import create_app

PASSWORD = "bench-2026"
ITEM, SECTION = "occupy-road", "site"
#: made by whatever serves the page, for each request anew; a bare view brings its own
_OF_THE_REQUEST = ("request", "session", "g", "config", "csrf_token")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, the cookie of the person who asks, and the template with what it was given."""

    path: str
    cookie: str
    template: str
    context: Mapping[str, Any]
    queries: tuple[str, ...]  # that one request sends


@dataclass(frozen=True, slots=True)
class People:
    """A clerk and an applicant with a draft begun, all in one tenant."""

    clerk: str
    applicant: str
    draft: str


def settle(instance: Instance) -> People:
    """Make the people who will open the pages."""
    session = instance.sessions()
    clerk = f"{TENANT}.bench"
    add_staff(session, username=clerk, display_name="陈窗口", tenant=TENANT, roles=("window_clerk",), password=PASSWORD)
    person = register(
        session, kind="enterprise", name="重庆示例建设有限公司", login="bench", password=PASSWORD, now=MONDAY
    )
    with scoped(TENANT):
        draft = drafts.begin(
            session,
            TENANT,
            ITEM,
            applicant_id=person.id,
            applicant_kind=person.kind,
            now=MONDAY,
            answers={"purpose": "works", "lane": "no"},
        ).id
        session.commit()
    instance.sessions.remove()
    return People(clerk, "bench", draft)


def application(instance: Instance) -> Flask:
    """Make the real application, at a moment of the bench's week."""
    return create_app(instance.settings, clock=lambda: MONDAY + timedelta(hours=3))


def look(app: Flask, people: People) -> dict[str, Page]:
    """Open each page as its reader, and keep what its template was given; raise where a page is not to be had."""
    nobody, applicant, clerk = (app.test_client() for _ in range(3))
    _log_in(applicant, "/account/login", people.applicant)
    _log_in(clerk, "/staff/login", people.clerk)
    asked = {
        "page_guide": (nobody, f"/{TENANT}/items/{ITEM}"),
        "page_form": (applicant, f"/{TENANT}/drafts/{people.draft}/form/{SECTION}"),
        "page_queue": (clerk, "/desk/"),
    }
    return {name: _look(app, client, path) for name, (client, path) in asked.items()}


def _look(app: Flask, client: FlaskClient, path: str) -> Page:
    seen: list[tuple[str, dict[str, Any]]] = []

    def note(_app: Flask, template: Any, context: dict[str, Any], **_more: Any) -> None:
        seen.append((template.name, dict(context)))

    client.get(path)  # the first request of a process compiles and loads; the second is like all that follow
    with template_rendered.connected_to(note, app), recording(engine_of(app)) as made:
        answer = client.get(path)
    if answer.status_code != 200 or not seen:
        raise AssertionError(f"{path} answered {answer.status}, rendering {[name for name, _ in seen]}")
    cookie = client.get_cookie("session")
    template, context = seen[-1]
    kept = {name: value for name, value in context.items() if name not in _OF_THE_REQUEST}
    return Page(path, f"session={cookie.value}" if cookie else "", template, kept, tuple(made.statements))


def engine_of(app: Flask) -> Engine:
    return cast(Engine, app.extensions["tongban"].sessions.session_factory.kw["bind"])


def _log_in(client: FlaskClient, path: str, login: str) -> None:
    page = client.get(path).get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post(path, data={"login": login, "password": PASSWORD, "csrf_token": token})
    if answer.status_code != 302:
        raise AssertionError(f"{login} could not log in at {path}: {answer.status}")
