"""The documents tell the truth: every route is in them, all that is in them is a route, and their examples hold."""

from __future__ import annotations

import jsonschema
import pytest

from tongban.tenancy.permissions import ACTIONS
from tongban.web.api.documents import document_of
from tongban.web.api.operations import routes
from tongban.web.guard import PERMISSION, PUBLIC

pytestmark = pytest.mark.usefixtures("app")


def test_every_route_is_documented_and_every_documented_path_is_a_route(app, contract):
    there = {(route.address, route.method.lower()) for route in routes(app)}
    told = {(path, method) for path, methods in contract.document["paths"].items() for method in methods}
    assert there == told
    assert all(route.told is not None for route in routes(app))


def test_operation_ids_are_unique_and_summaries_are_chinese(app):
    told = [route.told for route in routes(app)]
    assert len({each.id for each in told}) == len(told)
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in each.summary) for each in told)


def test_the_parts_of_an_address_are_described(app):
    for route in routes(app):
        assert set(route.told.path) == route.rule.arguments, route.address


def test_what_the_documents_call_secured_asks_for_a_token_and_nothing_else_does(app, stranger):
    for route in routes(app):
        permission = getattr(app.view_functions[route.rule.endpoint], PERMISSION)
        assert (permission != PUBLIC) == route.told.secured, route.address
        assert permission == PUBLIC or ACTIONS[permission] == {"applicant"}
        if route.told.secured:
            values = dict.fromkeys(route.rule.arguments, "anything")
            path = route.address.format(**values)
            answer = stranger.call(route.method, path, json={})
            assert answer.status_code == 401
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_document_is_openapi_3_1_and_its_references_lead_somewhere(contract):
    document = contract.document
    assert document["openapi"] == "3.1.0"
    schemas = document["components"]["schemas"]

    def references(data):
        if isinstance(data, dict):
            if "$ref" in data:
                yield data["$ref"]
            for value in data.values():
                yield from references(value)
        elif isinstance(data, list):
            for value in data:
                yield from references(value)

    assert {each.rsplit("/", 1)[1] for each in references(document)} <= set(schemas)
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_example_is_of_the_shape_that_it_is_an_example_of(contract):
    count = 0
    for methods in contract.document["paths"].values():
        for told in methods.values():
            for media_type, body in told.get("requestBody", {}).get("content", {}).items():
                assert "example" in body, told["operationId"]
                schema = body["schema"] if media_type == "application/json" else body["schema"]["allOf"][0]
                contract.validate(body["example"], schema)
                count += 1
    assert count >= 4


def test_the_document_is_served_and_is_the_same_each_time(app, stranger, contract):
    served = stranger.get("/openapi.json").get_json()
    assert served == contract.document
    with app.test_request_context():
        assert document_of(app) is document_of(app)


def test_the_page_shows_every_operation_and_carries_no_script(stranger, contract):
    page = stranger.get("/docs").text
    for methods in contract.document["paths"].values():
        for told in methods.values():
            assert f'id="{told["operationId"]}"' in page
            assert told["summary"] in page
    assert page.count("<h1") == 1
    assert "<style" not in page
    assert " style=" not in page
