"""Offices before their browsers: a department, the justice bureau, the catalogue office, districts; one clock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from adjusting_city import AdjustingCity
from door_desk import at
from kept_apps import app_on
from logged_in import as_staff
from tongban.database import Sessions
from tongban.publishing import Books
from tongban.settings import Settings
from tongban.tenancy.accounts import add_staff

PASSWORD = "correct-horse-9"
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_REVISION = re.compile(r'name="revision" value="([^"]+)"')


@dataclass
class Person:
    """Somebody at a browser without scripts."""

    client: FlaskClient
    seen: str = ""

    def get(self, path: str) -> TestResponse:
        answer = self.client.get(path, follow_redirects=True)
        self.seen = answer.text
        return answer

    def post(self, path: str, data: Mapping[str, object] | None = None, *, page: str = "") -> TestResponse:
        """Post as the form of `page` would, with its token and the revision that it showed."""
        self.get(page or path)
        token, revision = _TOKEN.search(self.seen), _REVISION.search(self.seen)
        body = MultiDict({"csrf_token": token[1] if token else ""})
        if revision:
            body["revision"] = revision[1]
        body.update(data or {})
        return self.client.post(path, data=body, follow_redirects=True)


@dataclass
class Offices:
    """The application, its clock, and the city's offices behind it."""

    app: Flask
    city: AdjustingCity
    moment: list[datetime]
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, role: str, tenant: str) -> Person:
        account = f"{tenant}.{role}"
        if account not in self.people:
            session = self.city.sessions()
            roles = (role,)
            add_staff(session, username=account, display_name=account, tenant=tenant, roles=roles, password=PASSWORD)
            session.commit()
            self.city.sessions.remove()
            person = Person(self.app.test_client())
            as_staff(person.client, account)
            self.people[account] = person
        return self.people[account]

    @property
    def editor(self) -> Person:
        return self.person("department_editor", "cq-chengguan")

    @property
    def justice(self) -> Person:
        return self.person("justice_bureau", "chongqing")

    @property
    def office(self) -> Person:
        return self.person("catalogue_office", "chongqing")

    def manager(self, tenant: str = "yunyang") -> Person:
        return self.person("district_manager", tenant)

    def move_to(self, text: str) -> None:
        self.moment[0] = at(text)

    def proposed(self, **changes: object) -> str:
        """Let the department propose to cancel 户外招牌设置备案 by its pages; gives the case number."""
        data = {
            "kind": "cancel",
            "ground": "law",
            "item": "signboard-record",
            "reason": "设定依据已经修订，户外招牌不再需要备案。",
            "law_1": "重庆市市容环境卫生管理条例",
            **changes,
        }
        page = f"/adjusting/new?kind={data['kind']}&ground={data['ground']}&item={data['item']}"
        answer = self.editor.post("/adjusting/new", data, page=page)
        assert "调整申请已经提交" in answer.text, answer.text
        found = re.search(r"编号 (\w+)。", answer.text)
        assert found
        return found[1]

    def reviewed(self, number: str) -> None:
        page = f"/desk/cases/{number}"
        path = f"{page}/act/complete_step?step=legality"
        answer = self.justice.post(path, {"opinion": "依据充分，同意。"}, page=page)
        assert "审核意见已经转给审改办确认" in answer.text, answer.text

    def confirmed(self, number: str, when: str) -> None:
        answer = self.office.post(f"/desk/cases/{number}/act/grant", {"opinion": "确认。"})
        assert "调整已经确认" in answer.text, answer.text
        self.city.work(when)


@pytest.fixture
def offices(city: Settings, city_sessions: Sessions, books: Books) -> Iterator[Offices]:
    moment = [at("2026-09-28 Mon 10:00")]
    with app_on(city, clock=lambda: moment[0]) as app:
        yield Offices(app, AdjustingCity(city, city_sessions, books), moment)
