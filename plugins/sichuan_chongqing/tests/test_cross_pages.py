"""The pages of a cross-region window: what is wrong is said and keeps what was typed; who may not, does not get in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sichuan_chongqing.exchange.side import side_of
from sichuan_chongqing.handling import intake as taking
from sichuan_chongqing.tests.exchange_journey import WHO, printed, settle
from sichuan_chongqing.tests.test_cross_between import opened_online
from sichuan_chongqing.tests.two_sides import Installation, connect, speaking
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
    return client.post(path, data={"csrf_token": token(client, page or path), **typed})


def token(client: FlaskClient, page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(page).text)
    assert found, client.get(page).text[:300]
    return found[1]


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
    assert clerk.get(f"{place}/receipt.pdf").status_code == 404
    post(clerk, place, action="notice", name="程守义")
    assert f"{place}/notice.pdf" in clerk.get(place).text
    notice = printed(clerk.get(f"{place}/notice.pdf").data)
    assert ("一次性告知单" in notice, "居民身份证相片" in notice, "程守义" in notice) == (True, True, True)


@pytest.mark.row("X1", part="licences verified at intake")
def test_a_licence_is_verified_during_intake_and_the_original_is_seen_while_the_other_side_is_down(
    window: tuple[Flask, Installation],
) -> None:
    app, cq = window
    clerk = logged_in(app, "clerk")
    typed = {"kind": "person", "name": "程守义", "id_number": "110101196901159997", "identity": "card_read"}
    place = post(clerk, "/desk/chuanyu/intake", what=WHAT, **typed).headers["Location"]  # type: ignore[attr-defined]
    asked = {"action": "verify.old-card", "licence.old-card": "110101196901159997", "reason": "expired"}
    clerk.post(place, data={"csrf_token": token(clerk, place), **asked})
    assert "证照库里没有这个号码和持证人对应的证照" in clerk.get(place).text
    partner = cq.side().address("sichuan")
    connect(cq, {"sichuan": "http://127.0.0.1:1"})
    clerk.post(place, data={"csrf_token": token(clerk, place), **asked})
    page = clerk.get(place).text
    assert ("请当场核对证照原件" in page, "已见原件" in page) == (True, True)
    clerk.post(place, data={"csrf_token": token(clerk, place), **asked, "action": "seen.old-card"})
    assert "已见原件，clerk核对" in clerk.get(place).text
    connect(cq, {"sichuan": partner})
    refused = post(clerk, place, action="receive", name="程守义", reason="expired")
    assert ("相片" in refused.text, "旧居民身份证”。" in refused.text) == (True, False)  # type: ignore[attr-defined]


@pytest.mark.row("X1", part="own hand-over limit")
def test_what_should_have_been_handed_over_is_told_at_the_desk_among_reminders_and_on_the_board(
    window: tuple[Flask, Installation],
) -> None:
    app, cq = window
    with cq.office("jiangbei") as office:
        side = side_of(office)
        agreement = side.agreement("chongqing-guangan")
        item = agreement.item("id-card")
        assert item is not None
        row = taking.begin(office, side, taking.Wanted(agreement, item, "511602"), WHO, "card_read", "王窗口")
        row.state, row.receipt, row.received_at = taking.RECEIVED, "KY-late", office.now - timedelta(days=10)
    for login in ("clerk", "viewer"):
        reminded = logged_in(app, login).get("/desk/alerts").text
        assert "本窗口还没有移送四川省广安市广安区，逾期" in reminded
        assert f"/desk/chuanyu/intake/{row.id}" in reminded
    for login, page in (("clerk", "/desk/chuanyu/"), ("viewer", "/desk/overdue")):
        text = logged_in(app, login).get(page).text
        assert "逾期" in text
        assert "本窗口 1 件，对方 0 件" in text or "本窗口应在 2026-11-17 以前移送四川省广安市广安区" in text


@pytest.mark.row("T3", part="cross-region window")
def test_who_may_look_may_not_act(window: tuple[Flask, Installation]) -> None:
    clerk, viewer = logged_in(window[0], "clerk"), logged_in(window[0], "viewer")
    assert viewer.get("/desk/chuanyu/case/c-page").status_code == 200
    page = "/desk/chuanyu/intake"
    assert viewer.get(page).status_code == 403
    answer = post(clerk, "/desk/chuanyu/case/c-page", page=page, act="send", courier="邮政寄递", tracking="1")
    assert (answer.status_code, "没有可以寄出的纸质材料" in answer.text) == (422, True)  # type: ignore[attr-defined]
    assert clerk.get("/desk/chuanyu/case/nothing").status_code == 404
