"""A program of an applicant's: it has a token, speaks JSON, and holds every answer against the documents."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from door_desk import at
from kept_apps import app_on
from tongban.assurance import examples
from tongban.assurance.play import answers_of
from tongban.database import Sessions, scoped
from tongban.definitions import Definition
from tongban.demo.materials import sample_pdf
from tongban.publishing import Books, definition, in_use
from tongban.settings import Settings
from tongban.tenancy.applicants import register
from tongban.web.api.documents import document_of

PASSWORD = "correct-horse-9"
NOW = at("2026-09-28 Mon 10:00")


class Contract:
    """The OpenAPI document, and the check that an answer is one of those it names, of the shape it names."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    def operation(self, method: str, path: str) -> dict[str, Any]:
        bare = path.removeprefix("/api/v1").split("?")[0]
        for address, methods in self.document["paths"].items():
            pattern = re.sub(r"\{[a-z]+\}", "[^/]+", address)
            if re.fullmatch(pattern, bare) and method.lower() in methods:
                return methods[method.lower()]
        raise AssertionError(f"{method} {path} is not documented")

    def check(self, method: str, path: str, answer: TestResponse) -> None:
        told = self.operation(method, path)["responses"]
        assert str(answer.status_code) in told, f"{method} {path} answered {answer.status_code}: {answer.text}"
        content = told[str(answer.status_code)].get("content")
        if content:
            media_type, body = next(iter(content.items()))
            assert answer.mimetype == media_type
            if media_type.endswith("json"):
                self.validate(answer.get_json(), body["schema"])

    def validate(self, data: object, schema: dict[str, Any]) -> None:
        whole = {**schema, "components": self.document["components"]}
        jsonschema.Draft202012Validator(whole).validate(data)


class Program:
    """Calls the API and checks each answer against the contract."""

    def __init__(self, client: FlaskClient, contract: Contract) -> None:
        self.client, self.contract, self.token = client, contract, ""

    def call(self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> TestResponse:
        bearer = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        answer = self.client.open(f"/api/v1{path}", method=method, headers={**bearer, **(headers or {})}, **more)
        self.contract.check(method, path, answer)
        return answer

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.call("GET", path, {key.replace("_", "-"): value for key, value in headers.items()})

    def log_in(self, login: str) -> Program:
        self.token = self.call("POST", "/token", json={"login": login, "password": PASSWORD}).get_json()["access_token"]
        return self

    def upload(
        self, tenant: str, item: str, material: str, content: bytes | None = None, name: str = ""
    ) -> TestResponse:
        file = (io.BytesIO(sample_pdf(material) if content is None else content), name or f"{material}.pdf")
        return self.call("POST", f"/tenants/{tenant}/files", data={"item": item, "material": material, "file": file})

    def apply(self, tenant: str, body: dict[str, Any], key: str = "key-0001") -> TestResponse:
        return self.call("POST", f"/tenants/{tenant}/applications", {"Idempotency-Key": key}, json=body)


@pytest.fixture
def moment() -> dict[str, datetime]:
    """The clock of the application under test; a test moves it."""
    return {"now": NOW}


@pytest.fixture
def app(city: Settings, city_sessions: Sessions, moment: dict[str, datetime]) -> Iterator[Flask]:
    session = city_sessions()
    for login, kind, name in (("works", "enterprise", "重庆示例建设有限公司"), ("other", "enterprise", "另一家公司")):
        register(session, kind=kind, name=name, login=login, password=PASSWORD, now=NOW)
    session.commit()
    city_sessions.remove()
    with app_on(city, clock=lambda: moment["now"]) as app:
        yield app


@pytest.fixture(scope="session")
def written() -> dict[str, Any]:
    """The document once it is written: of routes and schemas alone, the same for each application."""
    return {}


@pytest.fixture
def contract(app: Flask, written: dict[str, Any]) -> Contract:
    if not written:
        with app.test_request_context():
            written.update(document_of(app))
    return Contract(written)


@pytest.fixture
def stranger(app: Flask, contract: Contract) -> Program:
    return Program(app.test_client(), contract)


@pytest.fixture
def program(app: Flask, contract: Contract) -> Program:
    return Program(app.test_client(), contract).log_in("works")


@pytest.fixture
def other(app: Flask, contract: Contract) -> Program:
    return Program(app.test_client(), contract).log_in("other")


@pytest.fixture
def works(city_sessions: Sessions, books: Books) -> dict[str, Any]:
    """What the item's own example of a granted application answers, without its files."""
    with scoped("yunyang"):
        described: Definition = definition(city_sessions(), in_use(city_sessions(), "yunyang", "occupy-road").hash)
    city_sessions.remove()
    example = next(each for each in examples(books.workspace, "occupy-road") if each.name == "granted-works")
    answers = {name: data for name, data in answers_of(example, described).items() if name != "applicant.kind"}
    return {"item": "occupy-road", "answers": answers, "materials": list(example.materials)}


@pytest.fixture
def application(program: Program, works: dict[str, Any]) -> dict[str, Any]:
    """The same, with a file uploaded for each material."""
    files = {}
    for material in works["materials"]:
        answer = program.upload("yunyang", "occupy-road", material)
        assert answer.status_code == 201, answer.text
        files[material] = [answer.get_json()["file"]]
    return {**works, "materials": files}
