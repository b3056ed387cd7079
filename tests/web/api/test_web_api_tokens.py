"""Who asks is known from the bearer token alone; a session is worth nothing here, and another's case is not there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.security import generate_password_hash

from tongban.cases.files import FileStore
from tongban.delivery import Desk, drain
from tongban.notices import FileKeys
from tongban.tenancy.tables import ApplicantRow

PASSWORD = "correct-horse-9"


@pytest.mark.row("T2")
def test_another_applicant_s_case_looks_like_one_that_is_not_there(program, other, application):
    number = program.apply("yunyang", application).get_json()["number"]
    code = program.get(f"/cases/{number}").get_json()["documents"][0]["code"]
    theirs = other.get(f"/cases/{number}")
    nobody_s = other.get("/cases/500235202609280000990")
    assert theirs.status_code == nobody_s.status_code == 404
    assert theirs.get_json()["detail"].replace(number, "X") == nobody_s.get_json()["detail"].replace(
        "500235202609280000990", "X"
    )
    assert other.get(f"/cases/{number}/documents/{code}").status_code == 404
    assert other.call("POST", f"/cases/{number}/materials", json={}).status_code == 404
    assert other.get("/cases").get_json()["cases"] == []


def test_my_cases_come_in_pages_newest_first(program, application, works, moment):
    numbers = [program.apply("yunyang", application).get_json()["number"]]
    for turn in range(2):
        moment["now"] += timedelta(minutes=1)
        uploaded = {each: program.upload("yunyang", "occupy-road", each).get_json() for each in works["materials"]}
        files = {each: [file["file"]] for each, file in uploaded.items()}
        numbers.append(program.apply("yunyang", {**works, "materials": files}, f"key-100{turn}").get_json()["number"])
    found, path = [], "/cases?limit=2"
    while path:
        page = program.get(path.removeprefix("/api/v1")).get_json()
        found += [each["number"] for each in page["cases"]]
        path = page["next"]
    assert found == numbers[::-1]


def test_a_case_that_has_not_changed_is_not_sent_again_until_the_day_changes(program, application, moment):
    number = program.apply("yunyang", application).get_json()["number"]
    tag = program.get(f"/cases/{number}").headers["ETag"]
    assert program.get(f"/cases/{number}", If_None_Match=tag).status_code == 304
    moment["now"] += timedelta(days=1)
    assert program.get(f"/cases/{number}", If_None_Match=tag).status_code == 401, "the token has run out by then"
    program.log_in("works")
    assert program.get(f"/cases/{number}", If_None_Match=tag).status_code == 200


def test_a_document_is_fetched_once_it_is_sealed(program, application, app, city, books, city_sessions):
    number = program.apply("yunyang", application).get_json()["number"]
    told = program.get(f"/cases/{number}").get_json()["documents"][0]
    assert told["ready"] is False
    early = program.get(f"/cases/{number}/documents/{told['code']}")
    assert (early.status_code, early.headers["Retry-After"]) == (503, "10")
    desk = Desk(books, FileStore(city.files_url), FileKeys(city.keys), city.public_url)
    drain(city_sessions, desk, app.extensions["tongban"].clock)
    city_sessions.remove()
    sealed = program.get(f"/cases/{number}/documents/{told['code']}")
    assert sealed.status_code == 200
    assert sealed.data.startswith(b"%PDF")
    assert program.get(f"/cases/{number}").get_json()["documents"][0]["ready"] is True
    assert program.get(f"/cases/{number}/documents/NOSUCHCODE").status_code == 404


def test_a_session_is_worth_nothing_here(app, application):
    client = app.test_client()
    page = client.get("/account/login").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page).group(1)
    answer = client.post("/account/login", data={"login": "works", "password": PASSWORD, "csrf_token": token})
    assert answer.status_code == 302
    assert client.get("/api/v1/cases").status_code == 401
    posted = client.post(
        "/api/v1/tenants/yunyang/applications", json=application, headers={"Idempotency-Key": "key-0001"}
    )
    assert posted.status_code == 401


def test_a_wrong_password_gives_no_token_and_five_rest_the_account(stranger):
    for _ in range(5):
        answer = stranger.call("POST", "/token", json={"login": "works", "password": "wrong"})
        assert answer.status_code == 401
        assert "不正确" in answer.text
    locked = stranger.call("POST", "/token", json={"login": "works", "password": PASSWORD})
    assert locked.status_code == 401
    assert "锁定" in locked.text


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer x", "Bearer a.b.c", "Basic d29ya3M6eA==", "Bearer \x7f"])
def test_what_is_no_token_is_refused(stranger, given):
    answer = stranger.call("GET", "/cases", {"Authorization": given} if given else {})
    assert answer.status_code == 401


def test_a_token_signed_for_something_else_is_refused(app, stranger):
    key = app.extensions["tongban"].settings.secret_key
    for told in (["works", "x"], "works", {"a": 1}, [1, 2], []):
        stranger.token = str(URLSafeTimedSerializer(key, salt="tongban.api.token").dumps(told))
        assert stranger.get("/cases").status_code == 401
    stranger.token = str(URLSafeTimedSerializer(key, salt="another").dumps(["works", "x"]))
    assert stranger.get("/cases").status_code == 401


def test_a_token_is_worth_nothing_once_the_password_has_changed(program, city_sessions):
    assert program.get("/cases").status_code == 200
    row = city_sessions().scalars(select(ApplicantRow).where(ApplicantRow.login == "works")).one()
    row.password = generate_password_hash("another-horse-9")
    city_sessions().commit()
    city_sessions.remove()
    assert program.get("/cases").status_code == 401


def test_the_tenant_is_never_taken_from_a_header(program, application):
    number = program.apply("yunyang", application).get_json()["number"]
    answer = program.call("GET", f"/cases/{number}", {"X-Tenant": "yuzhong", "X-Forwarded-Host": "yuzhong"})
    assert answer.get_json()["tenant"] == "yunyang"
