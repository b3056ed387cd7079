"""Programs list, show and check licences; what is shown is looked at once, and every answer fits the documents (E3)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from door_desk import DoorDesk
from licences_issued import granted
from tongban.law import Applicant
from tongban.tenancy.applicants import register


@pytest.mark.row("E3", part="REST API")
def test_a_program_shows_its_holder_s_licence_and_a_stranger_looks_once(
    program, stranger, moment, city_sessions, books
) -> None:
    session = city_sessions()
    row = register(session, kind="person", name="张三", login="zhang", password="correct-horse-9", now=moment["now"])
    session.commit()
    who = Applicant(row.id, "person", "张三")
    granted(DoorDesk(city_sessions, books), "id-card-renewal", who)
    city_sessions.remove()
    assert program.get("/licences").get_json() == {"licences": []}
    program.log_in("zhang")
    (found,) = program.get("/licences").get_json()["licences"]
    whole = program.get(f"/licences/{found['code']}").get_json()
    assert {each["id"] for each in whole["fields"]} >= {"name", "id_number"}
    wrong = program.call("POST", f"/licences/{found['code']}/presentations", json={"fields": ["secret"]})
    assert wrong.status_code == 422
    shown = program.call("POST", f"/licences/{found['code']}/presentations", json={"fields": ["name"]}).get_json()
    seen = stranger.call("POST", "/licence-presentations/look", json={"token": shown["token"]})
    assert seen.status_code == 200
    assert [each["text"] for each in seen.get_json()["fields"]] == ["张三"]
    again = stranger.call("POST", "/licence-presentations/look", json={"token": shown["token"]})
    assert again.status_code == 410
    late = program.call("POST", f"/licences/{found['code']}/presentations", json={"fields": ["name"]}).get_json()
    moment["now"] += timedelta(minutes=6)
    over = stranger.call("POST", "/licence-presentations/look", json={"token": late["token"]})
    assert "过期" in over.get_json()["detail"]
    forged = stranger.call("POST", "/licence-presentations/look", json={"token": late["token"][:-2] + "xx"})
    assert forged.status_code == 410
    public = stranger.get(f"/licence-verification/{found['code']}").get_json()
    assert public["state"] == "in_force"
    assert "张三" not in str(public)
    assert stranger.get("/licence-verification/NOSUCHCODE234567").status_code == 404
