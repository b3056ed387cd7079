"""One log-in for both sides: a person of 广安 logs in at 江北 with the account that they have at home (7 §24)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from sichuan_chongqing.tests.two_sides import Installation, speaking
from tongban.tenancy.applicants import register
from tongban.tenancy.tables import ApplicantRow
from tongban.web.app import create_app

PASSWORD = "a long enough word"  # noqa: S105
Sides = tuple[Installation, Installation]


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sides]:
    with speaking(tmp_path_factory.mktemp("log-in")) as (cq, ga):
        register(ga.sessions(), kind="person", name="何示例", login="he.guangan", password=PASSWORD, now=ga.clock())
        ga.sessions().commit()
        ga.sessions.remove()
        yield cq, ga


class Browser:
    """One person's browser with a jar for each site; goes where it is sent, at the site that is named."""

    def __init__(self, cq: Installation, ga: Installation) -> None:
        self.sites: dict[str, FlaskClient] = {}
        for side, party in ((cq, "sichuan"), (ga, "chongqing")):
            other = ga if side is cq else cq
            address = side.side().address(party)
            self.sites[address] = create_app(other.settings, clock=other.clock).test_client()
        self.addresses = {"cq": ga.side().address("chongqing"), "ga": cq.side().address("sichuan")}

    def get(self, url: str) -> TestResponse:
        return self._client(url).get(_path(url), base_url=_origin(url))

    def post(self, url: str, **typed: str) -> TestResponse:
        page = self.get(url).text
        data = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
        return self._client(url).post(_path(url), base_url=_origin(url), data={**data, **typed})

    def _client(self, url: str) -> FlaskClient:
        return self.sites[_origin(url)]


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@pytest.mark.row("X2", part="one log-in")
@pytest.mark.article("7 §24")
def test_an_account_on_one_side_opens_the_portal_of_the_other_after_consent(sides: Sides) -> None:
    browser = Browser(*sides)
    cq, ga = browser.addresses["cq"], browser.addresses["ga"]
    assert "用川渝另一方的账号登录" in browser.get(f"{cq}/account/login?tenant=jiangbei").text
    asked = browser.get(f"{cq}/partner-login/jiangbei/begin?next=/jiangbei/cases").location
    assert asked.startswith(f"{ga}/partner-login/vouch?")
    to_log_in = browser.get(asked).location  # not yet logged in at home
    browser.post(f"{ga}{to_log_in}", login="he.guangan", password=PASSWORD)
    assert "何示例" in browser.get(asked).text
    back = browser.post(asked).location
    assert back.startswith(f"{cq}/partner-login/jiangbei/back?told=")
    assert browser.get(back).location == "/jiangbei/cases"
    assert "何示例" in browser.get(f"{cq}/jiangbei/cases").text
    again = browser.get(back)  # the same answer a second time is worth nothing
    assert again.status_code == 400
    kept = sides[0].sessions().scalars(select(ApplicantRow).where(ApplicantRow.login.startswith("sichuan:"))).all()
    sides[0].sessions.remove()
    assert [(row.name, row.password) for row in kept] == [("何示例", "!")]


def test_nothing_is_told_to_a_site_that_is_not_the_partners(sides: Sides) -> None:
    browser = Browser(*sides)
    ga = browser.addresses["ga"]
    browser.post(f"{ga}/account/login", login="he.guangan", password=PASSWORD)
    for back in ("https://elsewhere.example/", "", "http://127.0.0.1:1/x"):
        answer = browser.get(f"{ga}/partner-login/vouch?to=chongqing&nonce=n&back={back}")
        assert answer.status_code == 400
        assert "没有提供任何信息" in answer.text
