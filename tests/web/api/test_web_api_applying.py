"""A program applies by the same law and the same form engine as a person at the portal; nothing is half done."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import func, select

from door_desk import CLERK, DoorDesk
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow, DraftRow, FileRow
from tongban.database import Scope, Sessions, scoped
from tongban.law import Deficiency, DeficiencyKind, MaterialVerdict, RequestSupplement, Verdict, applicable


def counted(sessions: Sessions) -> tuple[int, ...]:
    with scoped(Scope.everywhere("test")):
        found = tuple(sessions().scalar(select(func.count()).select_from(table)) or 0 for table in (CaseRow, DraftRow))
    sessions.remove()
    return found


def told(answer, pointer):
    return [each for each in answer.get_json()["errors"] if each["pointer"] == pointer]


def test_an_application_becomes_a_case_with_its_files_and_notices(program, application, city_sessions):
    answer = program.apply("yunyang", application)
    assert answer.status_code == 201, answer.text
    case = answer.get_json()
    assert answer.headers["Location"] == f"/api/v1/cases/{case['number']}"
    assert (case["state"], case["tenant"], case["version"]) == ("submitted", "yunyang", 1)
    assert case["events"][-1]["title"] == "提交申请"
    assert [each["title"] for each in case["documents"]] == ["收件凭证"]
    assert case["deadlines"][0]["left"].startswith("还剩")
    assert "2026-09-29" in case["deadlines"][0]["explanation"]
    assert program.get(f"/cases/{case['number']}").get_json() == case
    with scoped("yunyang"):
        rows = city_sessions().scalars(select(FileRow).where(FileRow.case_number == case["number"])).all()
    assert {row.material for row in rows} == set(application["materials"])


def test_what_is_sent_twice_under_one_key_is_one_case(program, application, city_sessions):
    first = program.apply("yunyang", application)
    again = program.apply("yunyang", application)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json()["number"] == again.get_json()["number"]
    assert counted(city_sessions) == (1, 1)


def test_a_key_is_good_for_one_application_only(program, application, city_sessions):
    program.apply("yunyang", application)
    changed = {**application, "answers": {**application["answers"], "reason": "因为别的、写得足够长的理由"}}
    answer = program.apply("yunyang", changed)
    assert answer.status_code == 422
    assert "请换一个" in answer.text
    assert program.apply("yunyang", {**application, "materials": {}}).status_code == 422
    assert counted(city_sessions) == (1, 1)


def test_another_applicant_s_equal_key_is_another_key(program, other, application, city_sessions):
    program.apply("yunyang", application)
    answer = other.apply("yunyang", application)
    assert answer.status_code == 422
    assert "请先上传" in answer.text
    assert counted(city_sessions) == (1, 1)


@pytest.mark.parametrize("key", ["", "short", "中文中文中文中文", "x" * 101])
def test_without_a_key_nothing_is_taken(program, application, city_sessions, key):
    answer = program.client.post(
        "/api/v1/tenants/yunyang/applications",
        json=application,
        headers={"Authorization": f"Bearer {program.token}"}
        | ({"Idempotency-Key": key.encode().decode("latin-1")} if key else {}),
    )
    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.text
    assert counted(city_sessions) == (0, 0)


def test_all_that_is_wrong_is_told_at_once_and_points_at_its_place(program, works, city_sessions):
    answers = {**works["answers"], "uscc": "91500000MA5U0000X0", "spaceship": 1}
    answers.pop("reason")
    answer = program.apply("yunyang", {**works, "materials": {}, "answers": answers})
    assert answer.status_code == 422
    assert answer.get_json()["article"] == "335 §18"
    assert told(answer, "/answers/spaceship")[0]["code"] == "unknown_field"
    assert told(answer, "/answers/reason")[0]["code"] == "missing"
    assert told(answer, "/answers/uscc")
    assert any(each["pointer"].startswith("/materials/") for each in answer.get_json()["errors"])
    assert counted(city_sessions) == (0, 0)


def hidden_field(program, works):
    """A field that this situation does not show, with a value of its form."""
    item = program.get("/tenants/yunyang/items/occupy-road").get_json()
    names = [each["id"] for each in item["fields"] if each["shown_when"] and each["id"] not in works["answers"]]
    assert names, "the item has no field that hides itself"
    return names


def test_a_field_that_is_not_shown_is_refused(program, application, city_sessions):
    refused = 0
    for name in hidden_field(program, application):
        for value in ("文字", "1", "yes", True, 1, "2026-10-01"):
            answer = program.apply("yunyang", {**application, "answers": {**application["answers"], name: value}})
            assert answer.status_code == 422, (name, value)
            refused += any("不需要填写" in each["detail"] for each in told(answer, f"/answers/{name}"))
    assert refused, "none of the values was of a hidden field's form"
    assert counted(city_sessions) == (0, 0)


def test_who_applies_is_the_token_s_owner_whatever_the_answers_say(program, application):
    answers = {**application["answers"], "applicant.kind": "person"}
    answer = program.apply("yunyang", {**application, "answers": answers})
    assert answer.status_code == 422
    assert "以登录的账号为准" in answer.text


@pytest.mark.parametrize(
    "answers",
    [
        {"reason": {"deep": ["thing"]}},
        {"reason": [1, 2, 3]},
        {"reason": 1e308},
        {"reason": "长" * 100_000},
        {"kind": "moon_base"},
        {"kind": ["works"]},
        {"": ""},
    ],
)
def test_answers_of_a_wrong_form_are_told_and_never_break_anything(program, application, city_sessions, answers):
    answer = program.apply("yunyang", {**application, "answers": {**application["answers"], **answers}})
    assert answer.status_code == 422
    assert counted(city_sessions) == (0, 0)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"not json", 400),
        (b"[]", 400),
        (b'"text"', 400),
        (b"[" * 100_000, 400),
        (b'{"item": "\\u0000"}', 400),
        (b'{"item": "\\ud800"}', 400),
        (b"{}", 422),
        (b'{"item": "occupy-road", "surprise": 1}', 422),
        (b'{"item": "occupy-road", "answers": []}', 422),
        (b'{"item": "occupy-road", "materials": {"plan": "one"}}', 422),
    ],
)
def test_a_broken_body_is_refused_with_the_reason(program, body, status):
    answer = program.call(
        "POST",
        "/tenants/yunyang/applications",
        {"Idempotency-Key": "key-0001", "Content-Type": "application/json"},
        data=body,
    )
    assert answer.status_code == status


def test_a_body_that_is_no_json_says_what_it_should_be(program):
    answer = program.call("POST", "/tenants/yunyang/applications", {"Idempotency-Key": "key-0001"}, data={"item": "x"})
    assert answer.status_code == 415


def test_an_application_on_an_older_version_is_not_taken(program, application):
    answer = program.apply("yunyang", {**application, "version": 7})
    assert answer.status_code == 409
    assert "现在是第 1 版" in answer.text


def test_a_file_is_worth_something_only_to_who_uploaded_it_and_for_its_material(program, other, application):
    material, (file,) = next(iter(application["materials"].items()))
    elsewhere = next(each for each in application["materials"] if each != material)
    swapped = {**application, "materials": {**application["materials"], elsewhere: [file]}}
    assert told(program.apply("yunyang", swapped), f"/materials/{elsewhere}/0")[0]["code"] == "unknown_file"
    assert other.call("DELETE", f"/tenants/yunyang/items/occupy-road/files/{file}").status_code == 404
    assert program.call("DELETE", f"/tenants/yunyang/items/occupy-road/files/{file}").status_code == 204
    assert program.apply("yunyang", application).status_code == 422


def test_a_file_used_once_is_not_there_for_a_second_application(program, application):
    program.apply("yunyang", application)
    assert program.apply("yunyang", application, key="key-0002").status_code == 422


def test_uploads_are_inspected(program, works, contract):
    material = works["materials"][0]
    for content, name, code in (
        (b"", "empty.pdf", "empty"),
        (b"MZ\x90\x00 no pdf at all", "virus.pdf", None),
        (b"%PDF-1.7 short", "../../etc/passwd.pdf", None),
    ):
        answer = program.upload("yunyang", "occupy-road", material, content, name)
        assert answer.status_code == 422, name
        assert code in (None, told(answer, "/file")[0]["code"])
    assert program.upload("yunyang", "occupy-road", "spaceship").status_code == 422
    assert program.upload("atlantis", "occupy-road", material).status_code == 404


def test_an_upload_without_a_declared_length_is_refused(app, program):
    environ = {"wsgi.input": io.BytesIO(b"0\r\n\r\n"), "HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}
    answer = app.test_client().post(
        "/api/v1/tenants/yunyang/files",
        headers={"Authorization": f"Bearer {program.token}", "Content-Type": "multipart/form-data; boundary=x"},
        environ_overrides=environ,
    )
    assert (answer.status_code, answer.mimetype) == (411, "application/problem+json")


def notified(city_sessions, books, number):
    """Let the clerk send the one-time notice about the first material."""
    desk = DoorDesk(city_sessions, books)
    case = case_of(desk.row(number))
    first, *rest = applicable.handed_in(case, desk.definition())
    verdicts = tuple(MaterialVerdict(each.id, Verdict.OK) for each in rest)
    wanting = (Deficiency(DeficiencyKind.MATERIAL, first.id, "请标明交通疏导措施"),)
    desk.done(number, RequestSupplement(CLERK, wanting, verdicts=verdicts), "2026-09-29 Tue 10:00")
    city_sessions.remove()
    return first.id


def test_what_the_notice_named_is_supplied(program, application, city_sessions, books, moment):
    number = program.apply("yunyang", application).get_json()["number"]
    material = notified(city_sessions, books, number)
    moment["now"] = moment["now"].replace(day=30)
    program.log_in("works")
    case = program.get(f"/cases/{number}")
    assert case.get_json()["state"] == "supplementing"
    assert case.get_json()["to_supply"]
    assert program.call("POST", f"/cases/{number}/materials", json={}).status_code == 409
    file = program.upload("yunyang", "occupy-road", material).get_json()["file"]
    body = {"materials": {material: [file]}}
    stale = program.call("POST", f"/cases/{number}/materials", {"If-Match": '"stale"'}, json=body)
    assert stale.status_code == 412
    done = program.call("POST", f"/cases/{number}/materials", json=body)
    assert done.status_code == 200, done.text
    assert (done.get_json()["state"], done.get_json()["to_supply"]) == ("submitted", [])
    assert "补正材料" in [each["title"] for each in done.get_json()["events"]]
    assert program.call("POST", f"/cases/{number}/materials", json=body).status_code == 422


def test_a_case_that_waits_for_nothing_takes_nothing(program, application):
    number = program.apply("yunyang", application).get_json()["number"]
    material = next(iter(application["materials"]))
    file = program.upload("yunyang", "occupy-road", material).get_json()["file"]
    answer = program.call("POST", f"/cases/{number}/materials", json={"materials": {material: [file]}})
    assert answer.status_code == 409
    assert answer.get_json()["article"]


def test_if_match_of_what_was_read_is_taken(program, application, city_sessions, books, moment):
    number = program.apply("yunyang", application).get_json()["number"]
    material = notified(city_sessions, books, number)
    tag = program.get(f"/cases/{number}").headers["ETag"]
    file = program.upload("yunyang", "occupy-road", material).get_json()["file"]
    body = {"materials": {material: [file]}}
    moment["now"] = moment["now"].replace(hour=11)
    assert program.call("POST", f"/cases/{number}/materials", {"If-Match": tag}, json=body).status_code == 200
