"""The documents of the API: OpenAPI 3.1 made from the routes and schemas themselves, and a page that reads well."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask, Response, current_app, jsonify, render_template

from tongban.web.api.operations import JSON, Answer, Operation, operation, routes
from tongban.web.api.room import PREFIX, blueprint
from tongban.web.api.schemas import ProblemDetails
from tongban.web.guard import public
from tongban.web.house import house
from tongban.web.problems import MEDIA_TYPE, TITLES

ABOUT = (
    "面向申请人所用的程序：查事项、提申请、补材料、看进度、取文书。与门户用同一套规则。"
    "先取令牌，写在 Authorization: Bearer 中；登录网页得到的会话在这里不起作用。"
    "错误按 RFC 9457 以 application/problem+json 说明；列表用 next 翻页；时刻写明时区。"
)
_WRITTEN = "tongban.openapi"
TAGS = ("登录", "事项", "申请", "办件", "证照", "好差评", "诉求", "说明")


@blueprint.get("/openapi.json", endpoint="openapi")
@public
@operation(
    Operation(
        id="openapi",
        summary="接口说明（OpenAPI 3.1）",
        tag="说明",
        answers={200: Answer("OpenAPI 文档")},
    )
)
def openapi() -> Response:
    return jsonify(document_of(current_app._get_current_object()))  # type: ignore[attr-defined]


@blueprint.get("/docs", endpoint="docs")
@public
@operation(
    Operation(
        id="docs",
        summary="接口说明（网页）",
        tag="说明",
        answers={200: Answer("网页", media_type="text/html")},
    )
)
def docs() -> str:
    told = document_of(current_app._get_current_object())  # type: ignore[attr-defined]
    return render_template("api/docs.html", groups=_groups(told), about=ABOUT, base=told["servers"][0]["url"])


def document_of(app: Flask) -> dict[str, Any]:
    """Give the OpenAPI document of an application, written once; routes do not change while it runs."""
    if _WRITTEN not in app.extensions:
        app.extensions[_WRITTEN] = _written(app)
    return cast(dict[str, Any], app.extensions[_WRITTEN])


def _written(app: Flask) -> dict[str, Any]:
    spec = APISpec(
        title="通办 API",
        version="1",
        openapi_version="3.1.0",
        plugins=[MarshmallowPlugin()],
        info={"description": ABOUT},
        servers=[{"url": house().settings.public_url + PREFIX}],
        tags=[{"name": each} for each in _tags(app)],
    )
    spec.components.security_scheme("applicant", {"type": "http", "scheme": "bearer", "description": "申请人的令牌"})
    for route in routes(app):
        if route.told is not None:
            spec.path(path=route.address, operations={route.method.lower(): _told(route.told)})
    return dict(spec.to_dict())


def _tags(app: Flask) -> list[str]:
    """Name what the API is about: the core's tags, those of plugins, and the documents themselves last."""
    further = (route.told.tag for route in routes(app) if route.told is not None)
    return [*dict.fromkeys((*TAGS[:-1], *(each for each in further if each not in TAGS))), TAGS[-1]]


def _told(told: Operation) -> dict[str, Any]:
    found: dict[str, Any] = {"operationId": told.id, "summary": told.summary, "tags": [told.tag]}
    if told.description:
        found["description"] = told.description
    found["parameters"] = _parameters(told)
    if told.body is not None:
        found["requestBody"] = {"required": True, "content": {told.body_type: _body(told)}}
    found["responses"] = {str(status): _answer(each) for status, each in told.answers.items()}
    found["responses"] |= {str(status): _problem(status) for status in told.problems}
    found["security"] = [{"applicant": []}] if told.secured else []
    return found


def _parameters(told: Operation) -> list[Any]:
    path = [
        {"in": "path", "name": name, "required": True, "description": said, "schema": {"type": "string"}}
        for name, said in told.path.items()
    ]
    headers = [
        {
            "in": "header",
            "name": each.name,
            "required": each.required,
            "description": each.description,
            "schema": {"type": "string"},
        }
        for each in told.headers
    ]
    return [*path, *headers, *([{"in": "query", "schema": told.query}] if told.query else [])]


def _body(told: Operation) -> dict[str, Any]:
    body: dict[str, Any] = {"schema": told.body}
    if told.body_type != JSON:  # the file itself stands beside what its schema names
        file = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}, "required": ["file"]}
        body = {"schema": {"allOf": [told.body, file]}}
    if told.example is not None:
        body["example"] = told.example
    return body


def _answer(each: Answer) -> dict[str, Any]:
    found: dict[str, Any] = {"description": each.description}
    if each.schema is not None:
        found["content"] = {each.media_type: {"schema": each.schema}}
    elif each.media_type != JSON:
        found["content"] = {each.media_type: {"schema": {"type": "string"}}}
    if each.headers:
        found["headers"] = {name: {"schema": {"type": "string"}} for name in each.headers}
    return found


def _problem(status: int) -> dict[str, Any]:
    return {"description": TITLES[status], "content": {MEDIA_TYPE: {"schema": ProblemDetails}}}


@blueprint.app_template_filter("pretty_json")
def pretty_json(value: object) -> str:
    """Write an example as one would type it."""
    return json.dumps(value, ensure_ascii=False, indent=2)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is sent or answered: its name, its type in a word, what it is."""

    name: str
    type: str
    text: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation as the page shows it."""

    id: str
    method: str
    path: str
    summary: str
    text: str
    secured: bool
    parameters: tuple[Part, ...]
    body_type: str
    body: tuple[Part, ...]
    example: object
    answers: tuple[tuple[str, str, tuple[Part, ...]], ...]
    problems: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    entries: tuple[Entry, ...]


def _groups(document: Mapping[str, Any]) -> list[Group]:
    """Gather the document's operations by what they are about, in the order in which one comes to them."""
    found: dict[str, list[Entry]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            found[told["tags"][0]].append(_entry(document, path, method, told))
    return [Group(tag, tuple(entries)) for tag, entries in found.items() if entries]


def _entry(document: Mapping[str, Any], path: str, method: str, told: Mapping[str, Any]) -> Entry:
    body_type, sent = _content(told.get("requestBody", {}))
    good = [(status, each) for status, each in told["responses"].items() if int(status) < 400]
    bad = [(status, each["description"]) for status, each in told["responses"].items() if int(status) >= 400]
    return Entry(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told["summary"],
        text=told.get("description", ""),
        secured=bool(told["security"]),
        parameters=tuple(
            Part(each["name"], _type(each["schema"]), each.get("description", ""), each.get("required", False))
            for each in told["parameters"]
        ),
        body_type=body_type,
        body=_parts(document, sent.get("schema", {})),
        example=sent.get("example"),
        answers=tuple(
            (
                status,
                each["description"],
                _parts(document, _content(each)[1].get("schema", {})),
            )
            for status, each in good
        ),
        problems=tuple(bad),
    )


def _content(holder: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Give the media type and what is sent or answered in it; nothing where there is no body."""
    content: Mapping[str, Mapping[str, Any]] = holder.get("content", {})
    return next(iter(content.items()), ("", {}))


def _parts(document: Mapping[str, Any], schema: Mapping[str, Any]) -> tuple[Part, ...]:
    """List the properties of a schema, its references followed."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    joined = tuple(part for each in schema.get("allOf", ()) for part in _parts(document, each))
    required = schema.get("required", ())
    own = tuple(
        Part(name, _type(each), each.get("description", ""), name in required)
        for name, each in schema.get("properties", {}).items()
    )
    return (*joined, *own)


_WORDS = {"string": "文字", "integer": "整数", "boolean": "是否", "object": "对象", "array": "列表", "number": "数"}


def _type(schema: Mapping[str, Any]) -> str:
    """Say a type in a word."""
    kind = schema.get("type", "object")
    kind = next((each for each in kind if each != "null"), "object") if isinstance(kind, list) else kind
    return {"date-time": "时刻", "binary": "文件"}.get(schema.get("format", ""), _WORDS.get(kind, str(kind)))
