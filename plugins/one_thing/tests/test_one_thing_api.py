"""Bundles by REST: told, begun, saved, handed in, followed; every answer is held against the documents."""

from __future__ import annotations

import io
import re
from typing import Any

import jsonschema
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from one_thing.proof.examples import answers_in
from one_thing.tests.bundle_city import PNG, BundleCity
from one_thing.tests.bundle_people import merged
from portal_visitor import PASSWORD
from tongban.forms import dump
from tongban.web.api.documents import document_of
from tongban.web.api.operations import routes
from tongban.web.guard import PERMISSION, PUBLIC


class Program:
    """Calls the API for one applicant; what is not answered as the documents say fails."""

    def __init__(self, app: Flask, login: str) -> None:
        self.client = app.test_client()
        with app.test_request_context():
            self.document: dict[str, Any] = document_of(app)
        asked = {"login": login, "password": PASSWORD}
        self.token = self.client.post("/api/v1/token", json=asked).get_json()["access_token"]

    def __call__(self, method: str, path: str, **more: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = self.client.open(f"/api/v1/tenants/yuzhong{path}", method=method, headers=headers, **more)
        self._hold(method, f"/tenants/yuzhong{path}", answer)
        return answer

    def _hold(self, method: str, path: str, answer: TestResponse) -> None:
        for address, methods in self.document["paths"].items():
            if re.fullmatch(re.sub(r"\{[a-z]+\}", "[^/]+", address), path) and method.lower() in methods:
                told = methods[method.lower()]["responses"]
                assert str(answer.status_code) in told, f"{method} {path} answered {answer.status_code}: {answer.text}"
                for body in told[str(answer.status_code)].get("content", {}).values():
                    schema = {**body["schema"], "components": self.document["components"]}
                    jsonschema.Draft202012Validator(schema).validate(answer.get_json())
                return
        raise AssertionError(f"{method} {path} is not documented")


@pytest.fixture
def mother(app: Flask) -> Program:
    return Program(app, "mother")


def answered(here: BundleCity) -> dict[str, object]:
    form = merged(here, "newborn")
    answers = dump(form.form, answers_in(form, here.example("newborn", "everything")))
    return {name: value for name, value in answers.items() if name != "applicant.kind"}


@pytest.mark.row("B1")
@pytest.mark.row("B2")
def test_a_program_reads_what_a_bundle_asks_and_what_it_saves(mother: Program) -> None:
    listed = mother("GET", "/bundles").get_json()["bundles"]
    assert "newborn" in [each["bundle"] for each in listed]
    told = mother("GET", "/bundles/newborn").get_json()
    assert [each["id"] for each in told["questions"]] == ["card", "benefit"]
    assert len(told["items"]) == 6
    jsonschema.Draft202012Validator.check_schema(told["answers_schema"])
    asked = {"answers": {"card": "yes", "benefit": "none", "applicant.kind": "person"}}
    come = mother("POST", "/bundles/newborn/preview", json=asked).get_json()
    assert (come["whole"], len(come["items"])) == (True, 5)
    assert come["saving"]["apart"]["applications"] == 5
    assert come["saving"]["saved"]["fields"] > 0
    assert not mother("POST", "/bundles/newborn/preview", json={}).get_json()["whole"]
    assert mother("GET", "/bundles/no-such-thing").status_code == 404
    wrong = mother("POST", "/bundles/newborn/preview", json={"answers": {"spaceship": 1}})
    assert wrong.get_json()["errors"][0]["pointer"] == "/answers/spaceship"


@pytest.mark.row("B3")
@pytest.mark.article("335 §28")
def test_a_program_applies_for_a_bundle_and_follows_it(here: BundleCity, app: Flask, mother: Program) -> None:
    begun = mother("POST", "/bundles/newborn/applications", json={"answers": {"card": "yes"}})
    assert begun.status_code == 201, begun.text
    draft = f"/bundle-applications/{begun.get_json()['application']}"
    assert mother("POST", "/bundles/newborn/applications", json={}).status_code == 200
    assert begun.headers["Location"].endswith(draft)
    refused = mother("POST", f"{draft}/submission", json={})
    assert refused.status_code == 422
    assert {"/answers/baby_name", "/answers/benefit"} <= {each["pointer"] for each in refused.get_json()["errors"]}
    saved = mother("PATCH", draft, json={"answers": answered(here)}).get_json()
    assert [each["pointer"] for each in saved["missing"]] == ["/materials/card-photo"]
    file = {"material": "card-photo", "file": (io.BytesIO(PNG), "照片.png")}
    assert mother("POST", f"{draft}/files", data=file).status_code == 201
    assert mother("GET", draft).get_json()["missing"] == []
    assert Program(app, "stranger")("GET", draft).status_code == 404
    first = mother("POST", f"{draft}/submission", json={"way": "electronic"})
    assert first.status_code == 201, first.text
    assert mother("POST", f"{draft}/submission", json={}).get_json()["number"] == first.get_json()["number"]
    assert mother("PATCH", draft, json={"answers": {"card": "no"}}).status_code == 409
    case = f"/bundle-cases/{first.get_json()['number']}"
    taken_back = mother("POST", f"{case}/parts/benefit/withdrawal", json={})
    states = {each["part"]: each["state"] for each in taken_back.get_json()["parts"]}
    assert (states["birth"], states["benefit"], states["card"]) == ("open", "withdrawn", "waiting")
    assert mother("POST", f"{case}/parts/birth/withdrawal", json={}).status_code == 409
    listed = mother("GET", "/bundle-cases").get_json()["bundles"]
    assert [each["number"] for each in listed] == [first.get_json()["number"]]
    assert Program(app, "stranger")("GET", case).status_code == 404
    rated_as_one(here, app, mother, first.get_json()["number"])


def rated_as_one(here: BundleCity, app: Flask, mother: Program, number: str) -> None:
    """All has ended, with a refusal on which the rest hung: what is said once counts for each act (335 §37)."""
    rating = f"/bundle-cases/{number}/rating"
    assert mother("POST", rating, json={"grade": 4}).status_code == 409
    here.refuse(here.parts(number)["birth"])
    here.work()
    assert mother("POST", rating, json={"grade": 6}).status_code == 422
    assert Program(app, "stranger")("POST", rating, json={"grade": 1}).status_code == 404
    given = mother("POST", rating, json={"grade": 4, "text": "讲得很清楚。"})
    assert (given.status_code, given.get_json()) == (201, {"number": number, "cases": 1})
    assert mother("POST", rating, json={"grade": 5}).status_code == 409


def test_the_plugin_s_routes_stand_in_the_documents_and_ask_for_tokens_as_they_say(app: Flask, mother: Program) -> None:
    mine = [each for each in routes(app) if each.rule.endpoint.startswith("one_thing_api.")]
    assert len(mine) == 14
    stranger = app.test_client()
    for route in mine:
        assert route.told is not None
        assert (getattr(app.view_functions[route.rule.endpoint], PERMISSION) != PUBLIC) == route.told.secured
        assert set(route.told.path) == route.rule.arguments, route.address
        path = "/api/v1" + route.address.format(**{**dict.fromkeys(route.rule.arguments, "x"), "tenant": "yuzhong"})
        if route.told.secured:
            assert stranger.open(path, method=route.method, json={}).status_code == 401
    assert 'id="submitBundle"' in stranger.get("/api/v1/docs").text
    assert mother.client.get("/api/v1/tenants/nowhere/bundles").status_code == 404
