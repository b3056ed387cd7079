"""The staff's log-in: guessing comes to an end, and a session from before it is worth nothing."""

from __future__ import annotations

import pytest

PAGE = "/staff/login"
ACCOUNT = "yunyang.window_clerk"


@pytest.mark.row("T3")
@pytest.mark.parametrize("name", [ACCOUNT, f"{ACCOUNT}@example.invalid"])
def test_five_wrong_passwords_rest_an_account_for_a_quarter_of_an_hour(room, name):
    room.clerk.get("/desk/")
    stranger = room.guest()
    for _ in range(5):
        assert "账号或者密码不正确" in stranger.post(PAGE, {"login": name, "password": "guess"}, page=PAGE).text
    right = {"login": ACCOUNT, "password": "desk-2026"}
    assert "请 15 分钟后再试" in stranger.post(PAGE, right, page=PAGE).text
    room.move_to("2026-09-28 Mon 10:46")
    assert stranger.post(PAGE, right, page=PAGE).status_code == 302


def test_a_wrong_password_now_and_then_rests_nobody(room):
    room.clerk.get("/desk/")
    stranger = room.guest()
    for _ in range(3):
        for _ in range(4):
            stranger.post(PAGE, {"login": ACCOUNT, "password": "guess"}, page=PAGE)
        right = {"login": ACCOUNT, "password": "desk-2026"}
        assert stranger.post(PAGE, right, page=PAGE).status_code == 302


def test_a_form_token_from_before_the_log_in_is_worth_nothing_after_it(room):
    room.clerk.get("/desk/")
    stranger = room.guest()
    stranger.get(PAGE)
    with stranger.client.session_transaction() as session:
        before = session["csrf_token"]
    assert stranger.post(PAGE, {"login": ACCOUNT, "password": "desk-2026"}).status_code == 302
    with stranger.client.session_transaction() as session:
        assert session.get("csrf_token") != before


def test_the_tests_own_way_in_makes_the_session_that_the_page_makes(room):
    stranger = room.guest()
    room.clerk.get("/desk/")
    assert stranger.post(PAGE, {"login": ACCOUNT, "password": "desk-2026"}, page=PAGE).status_code == 302
    stranger.get("/desk/")
    with stranger.client.session_transaction() as by_page, room.clerk.client.session_transaction() as by_hand:
        assert {**by_page, "csrf_token": ""} == {**by_hand, "csrf_token": ""}


@pytest.mark.parametrize(
    ("role", "begins"),
    [("window_clerk", "/desk/"), ("reviewer", "/desk/"), ("supervisor", "/desk/"), ("tenant_admin", "/studio/")],
)
def test_a_persons_work_begins_where_their_role_works(room, role, begins):
    account = {"login": f"yunyang.{role}", "password": "desk-2026"}
    room.seat(role)
    assert room.guest().post(PAGE, account, page=PAGE).headers["Location"] == begins
