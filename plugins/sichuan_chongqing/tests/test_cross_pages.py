"""The pages of a cross-region window: what is wrong is said and keeps what was typed; who may not, does not get in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sichuan_chongqing.tests.exchange_journey import settle
from sichuan_chongqing.tests.test_cross_between import opened_online
from sichuan_chongqing.tests.two_sides import Installation, speaking
from tongban.tenancy.accounts import add_staff
from tongban.web.app import create_app
from tongban.web.appbuilder import sync_permissions

PASSWORD = "a long enough word"  # noqa: S105
WHAT = "chongqing-guangan/id-card/511602"


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, Installation]]:
    with speaking(tmp_path_factory.mktemp("pages")) as (cq, ga):
        with ga.office() as office:
            opened_online(office, "c-page")
        settle(ga, cq)
        app = create_app(cq.settings, clock=cq.clock)
        sync_permissions(app)
        for login, tenant, role in (("clerk", "jiangbei", "window_clerk"), ("viewer", "jiangbei", "supervisor")):
            add_staff(
                cq.sessions(), username=login, display_name=login, tenant=tenant, roles=(role,), password=PASSWORD
            )
        cq.sessions().commit()
        cq.sessions.remove()
        yield app, cq


def logged_in(app: Flask, login: str) -> FlaskClient:
    client = app.test_client()
    post(client, "/staff/login", login=login, password=PASSWORD)
    return client


def post(client: FlaskClient, path: str, page: str = "", **typed: str) -> object:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(page or path).text)
    assert found, client.get(page or path).text[:300]
    return client.post(path, data={"csrf_token": found[1], **typed})


@pytest.mark.row("X1")
def test_the_zone_tells_items_modes_and_codes_to_anybody(window: tuple[Flask, Installation]) -> None:
    page = window[0].test_client().get("/jiangbei/chuanyu/").text
    for words in (
        "全程网办",
        "异地代收代办",
        "多地联办",
        "居民身份证跨省异地办理",
        "512B0070200003",
        "四川省广安市广安区",
    ):
        assert words in page
    assert window[0].test_client().get("/yuzhong/chuanyu/").status_code == 404


@pytest.mark.row("X1")
def test_an_intake_begun_wrongly_says_what_is_wrong_and_one_begun_rightly_shows_their_list(
    window: tuple[Flask, Installation],
) -> None:
    clerk = logged_in(window[0], "clerk")
    wrong = post(clerk, "/desk/chuanyu/intake", what=WHAT, kind="person", name="", id_number="", identity="card_read")
    assert (wrong.status_code, "请填写申请人的姓名" in wrong.text) == (422, True)  # type: ignore[attr-defined]
    right = post(
        clerk, "/desk/chuanyu/intake", what=WHAT, kind="person", name="程守义", id_number="110101196901159997",
        identity="card_read",
    )  # fmt: skip
    place = right.headers["Location"]  # type: ignore[attr-defined]
    assert "居民身份证相片" in clerk.get(place).text
    refused = post(clerk, place, action="receive", name="程守义")
    assert (refused.status_code, "请提交" in refused.text) == (422, True)  # type: ignore[attr-defined]
    assert "程守义" in clerk.get(place).text


@pytest.mark.row("T3", part="cross-region window")
def test_who_may_look_may_not_act(window: tuple[Flask, Installation]) -> None:
    clerk, viewer = logged_in(window[0], "clerk"), logged_in(window[0], "viewer")
    assert viewer.get("/desk/chuanyu/case/c-page").status_code == 200
    page = "/desk/chuanyu/intake"
    assert viewer.get(page).status_code == 403
    answer = post(clerk, "/desk/chuanyu/case/c-page", page=page, act="send", courier="邮政寄递", tracking="1")
    assert (answer.status_code, "没有可以寄出的纸质材料" in answer.text) == (422, True)  # type: ignore[attr-defined]
    assert clerk.get("/desk/chuanyu/case/nothing").status_code == 404
