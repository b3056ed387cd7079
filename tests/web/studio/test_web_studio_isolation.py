"""Nobody works at another tenant's bench: every route of the studio with a foreign identity (T2) and role (T3)."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from tongban.database import Scope, scoped
from tongban.tenancy.tables import AuditRow

#: claimed by 云阳 and not by 渝中
FOREIGN = "water-permit"
PLACES = {"item": FOREIGN, "version": 1, "section": "identity"}


def addresses(app):
    """Give each rule of the studio that names an item, with each of its methods."""
    places = app.url_map.bind("localhost")
    return [
        (method, places.build(rule.endpoint, {name: PLACES[name] for name in rule.arguments}, method=method))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("studio.")
        for method in sorted(rule.methods & {"GET", "POST"})
    ]


def ask(person, method: str, path: str):
    if method == "GET":
        return person.client.get(path)
    return person.press("/studio/", path, action="save")


def refusals(sessions, tenant: str) -> int:
    with scoped(Scope.of(tenant)):
        asked = select(func.count()).where(AuditRow.tenant_id == tenant, AuditRow.allowed.is_(False))
        counted = sessions().scalar(asked) or 0
    sessions.remove()
    return counted


@pytest.mark.row("T2")
def test_every_route_of_the_studio_with_a_foreign_tenants_identity_finds_nothing_and_is_noted(
    app, neighbour, city_sessions
):
    named = [(method, path) for method, path in addresses(app) if FOREIGN in path]
    assert len(named) >= 8
    for method, path in named:
        before = refusals(city_sessions, "yuzhong")
        answer = ask(neighbour, method, path)
        assert answer.status_code == 404, (method, path, answer.status_code)
        assert refusals(city_sessions, "yuzhong") == before + 1, (method, path)


@pytest.mark.row("T3")
def test_every_route_of_the_studio_refuses_a_window_clerk_and_notes_it(app, admin, clerk, city_sessions):
    for method, path in addresses(app):
        before = refusals(city_sessions, "yunyang")
        answer = clerk.client.get(path) if method == "GET" else clerk.client.post(path, data={"csrf_token": "x"})
        assert answer.status_code in {400, 403}, (method, path, answer.status_code)
        if answer.status_code == 403:
            assert refusals(city_sessions, "yunyang") == before + 1, (method, path)
    assert admin.get("/studio/").status_code == 200
