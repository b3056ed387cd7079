"""A session lives two hours from its last use, give or take a minute, and its cookie is not signed anew each time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine
from flask import Flask, render_template_string, session
from flask.testing import FlaskClient

from tongban.settings import settings_from
from tongban.web.cookies import CookieSessions
from tongban.web.security import configure

BEGIN = datetime(2026, 9, 14, 2, 0, tzinfo=UTC)


def _client() -> FlaskClient:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="only-for-tests-" * 4, PERMANENT_SESSION_LIFETIME=timedelta(hours=2))
    app.session_interface = CookieSessions(app)

    @app.get("/enter")
    def enter() -> str:
        session.permanent = True
        session["who"] = "chen"
        return ""

    @app.get("/who")
    def who() -> str:
        return str(session.get("who", "nobody"))

    return app.test_client()


def test_a_cookie_that_is_still_new_is_not_sent_again() -> None:
    client = _client()
    with time_machine.travel(BEGIN, tick=False) as clock:
        assert "Set-Cookie" in client.get("/enter").headers
        clock.shift(59)
        assert "Set-Cookie" not in client.get("/who").headers
        clock.shift(1)
        assert "Set-Cookie" in client.get("/who").headers


def test_whoever_goes_on_reading_stays_logged_in() -> None:
    client = _client()
    with time_machine.travel(BEGIN, tick=False) as clock:
        client.get("/enter")
        for _ in range(4):
            clock.shift(timedelta(hours=1))
            assert client.get("/who").text == "chen"


def test_a_session_ends_two_hours_after_its_last_cookie() -> None:
    client = _client()
    with time_machine.travel(BEGIN, tick=False) as clock:
        client.get("/enter")
        cookie = client.get_cookie("session")
        clock.shift(timedelta(hours=2, seconds=1))
        answer = client.get("/who", headers={"Cookie": f"session={cookie.value if cookie else ''}"})
        assert answer.text == "nobody"


def test_a_forged_cookie_is_no_session() -> None:
    client = _client()
    client.set_cookie("session", "eyJ3aG8iOiJjaGVuIn0.aaaaaa.forged")
    assert client.get("/who").text == "nobody"


def test_the_token_of_a_sessions_forms_is_signed_once_and_is_taken_for_no_other_session() -> None:
    app = Flask(__name__)
    app.config.update(WTF_CSRF_TIME_LIMIT=None)
    configure(app, settings_from({"TONGBAN_SECRET_KEY": "only-for-tests-" * 4}))
    app.add_url_rule("/form", "form", view_func=lambda: render_template_string("{{ csrf_token() }}"))
    app.add_url_rule("/send", "send", methods=["POST"], view_func=lambda: "taken")
    mine, other = app.test_client(), app.test_client()
    with time_machine.travel(BEGIN, tick=False) as clock:
        first = mine.get("/form").text
        clock.shift(timedelta(minutes=50))
        token = mine.get("/form").text
        assert mine.get("/form").text == token
        clock.shift(timedelta(minutes=50))
        assert [mine.post("/send", data={"csrf_token": each}).text for each in (first, token)] == ["taken", "taken"]
        other.get("/form")
        assert other.post("/send", data={"csrf_token": token}).status_code == 400
        assert mine.post("/send", data={"csrf_token": token[:-1]}).status_code == 400
