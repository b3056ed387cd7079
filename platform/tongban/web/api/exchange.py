"""Read what was sent and write what is answered, by the schemas that the documents show; cursors and entity tags."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response, jsonify, request, url_for
from marshmallow import Schema, ValidationError
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from tongban.web.api.room import Problem
from tongban.web.problems import Wrong

KEY = "Idempotency-Key"


def sent_body(schema: type[Schema]) -> dict[str, Any]:
    """Read the JSON body; raises a problem that points at each thing that is wrong."""
    try:
        data = request.get_json()
    except UnsupportedMediaType as fault:
        raise Problem(415, "请求内容应为 JSON，请写明 Content-Type: application/json。") from fault
    except BadRequest as fault:
        raise Problem(400, "请求内容不是正确的 JSON。") from fault
    if not isinstance(data, dict):
        raise Problem(400, "请求内容应为一个 JSON 对象。")
    if any(not _holdable(text) for text in _texts(data)):
        raise Problem(400, "请求内容中有不能使用的字符。")
    return _loaded(schema, data, "")


def sent_query(schema: type[Schema]) -> dict[str, Any]:
    """Read the part of the address after the question mark; unknown names are refused, for they do nothing."""
    return _loaded(schema, request.args.to_dict(), "?")


def sent_form(schema: type[Schema]) -> dict[str, Any]:
    """Read the text parts of a multipart body."""
    if any(not _holdable(text) for text in request.form.values()):
        raise Problem(400, "请求内容中有不能使用的字符。")
    return _loaded(schema, request.form.to_dict(), "")


def _loaded(schema: type[Schema], data: Mapping[str, Any], place: str) -> dict[str, Any]:
    try:
        return dict(schema().load(data))
    except ValidationError as fault:
        errors = tuple(_wrong(fault.messages, place))
        raise Problem(422 if not place else 400, "请求内容有需要改正的地方。", errors=errors) from fault


def _wrong(messages: object, place: str) -> Iterator[Wrong]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from _wrong(inner, place if key == "_schema" else f"{place}/{pointer_part(str(key))}")
    elif isinstance(messages, list):
        for each in messages:
            yield Wrong(place, "invalid", str(each))


def pointer_part(name: str) -> str:
    """Write a name as a part of a JSON Pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def sent_key(*, required: bool = True) -> str:
    """Read the key under which a program sends the same again; "" where none is required and none was sent."""
    key = request.headers.get(KEY, "")
    if not key and not required:
        return ""
    if not (8 <= len(key) <= 100 and key.isascii() and key.isprintable()):
        raise Problem(400, f"请在 {KEY} 中写一个由您生成的唯一标识，8 至 100 个可见字符，同一份申请重发时不变。")
    return key


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def _holdable(text: str) -> bool:
    """Tell whether every database can hold the text: no NUL, no half characters."""
    return not any(each == "\x00" or "\ud800" <= each <= "\udfff" for each in text)


def answer(schema: type[Schema], value: object, *, status: int = 200, tag: str = "", **headers: str) -> Response:
    """Answer with JSON; with an entity tag the same answer is not sent twice (If-None-Match)."""
    response = jsonify(schema().dump(value))
    response.status_code = status
    response.headers.update(headers)
    if tag:
        response.set_etag(tag)
        response.headers["Cache-Control"] = "private, no-cache"
        response.make_conditional(request)
    return response


def entity_tag(*parts: object) -> str:
    """Make the tag of what these parts tell."""
    return hashlib.sha256("\n".join(str(each) for each in parts).encode()).hexdigest()[:32]


def check_unchanged(tag: str) -> None:
    """Refuse a change of what the sender has not seen as it is now (If-Match)."""
    if request.if_match and not request.if_match.contains(tag):
        raise Problem(412, "办件在您读取之后已经变化，请重新读取后再提交。")


def cursor(*place: str) -> str:
    """Write the place after which the next page begins; its inside is nobody's business."""
    return urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def place_of(text: str, parts: int) -> tuple[str, ...]:
    """Read a cursor that this API gave out."""
    try:
        found = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError as fault:
        raise Problem(400, "翻页位置不对，请使用上一次返回的 next。") from fault
    whole = isinstance(found, list) and len(found) == parts and all(isinstance(each, str) for each in found)
    if not whole or not all(_holdable(each) for each in found):
        raise Problem(400, "翻页位置不对，请使用上一次返回的 next。")
    return tuple(found)


def next_address(place: str) -> str:
    """Give the address of the next page: this one, begun elsewhere."""
    values = {**(request.view_args or {}), **request.args.to_dict(), "cursor": place}
    return url_for(str(request.endpoint), **values)
