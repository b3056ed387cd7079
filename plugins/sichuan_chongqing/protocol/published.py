"""The published documents, made of the message types: JSON Schema of messages, OpenAPI of the endpoints."""

from __future__ import annotations

from typing import Any

from sichuan_chongqing.protocol.bodies import BODIES, EITHER, Answer, Question
from sichuan_chongqing.protocol.codec import schema
from sichuan_chongqing.protocol.envelope import PROTOCOL
from sichuan_chongqing.protocol.faults import Fault
from sichuan_chongqing.protocol.keys import ALGORITHMS
from sichuan_chongqing.protocol.message import MOST, head_schema_of
from sichuan_chongqing.protocol.receipts import Receipt

VERSION = "1.1.0"
BASE = "/partner/v1"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def message_schema() -> dict[str, Any]:
    """Return the JSON Schema of one message: `oneOf` by kind."""
    head = schema(head_schema_of())
    kinds = []
    for kind, body in BODIES.items():
        properties = {**head["properties"], "kind": {"const": kind}, "body": schema(body)}
        one = {"type": "object", "title": kind, "properties": properties, "additionalProperties": False}
        required = [*head["required"], "kind", "body"]
        kinds.append({**one, "required": required, **({} if body.by == EITHER else {"x-said-by": body.by})})
    return {"$schema": _DIALECT, "title": f"{PROTOCOL} message", "oneOf": kinds}


def envelope_schema(content: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of an envelope with a content."""
    text = {"type": "string", "maxLength": 512}
    names = ("sender", "recipient", "sent_at", "nonce", "about", "key", "signature")
    properties = {"protocol": {"const": PROTOCOL}, **dict.fromkeys(names, text)}
    properties |= {"algorithm": {"type": "string", "enum": list(ALGORITHMS)}, "content": content}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def openapi() -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of the endpoints."""
    ref = {name: {"$ref": f"#/components/schemas/{name}"} for name in _components()}
    messages = _content("messages", {"type": "array", "minItems": 1, "maxItems": MOST, "items": ref["message"]})
    receipts = _content("receipts", {"type": "array", "items": ref["receipt"]})
    streams = _content("streams", {"type": "array", "items": ref["stream"]})
    paths = {
        f"{BASE}/messages": _post("送出报文，取回收到回执", messages, receipts),
        f"{BASE}/history": _post("对账：问各办件两个方向到第几号、链头是什么", {"type": "object"}, streams),
        f"{BASE}/licences": _post("联网核验证照，当场答复", ref["question"], ref["answer"]),
        f"{BASE}/items": _post("取对方办理地的事项定义", {"type": "object"}, {"type": "object"}),
    }
    info = {"title": "川渝通办数据交换", "version": VERSION, "description": _DESCRIPTION}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": _components()}}


_DESCRIPTION = (
    "Envelopes are signed over the canonical spelling (RFC 8785 without floating-point numbers) of all keys but"
    " `signature`. The answer is an envelope with the nonce of the question. Messages are idempotent by `id` and take"
    " effect in the order of `sequence` within a case and direction. Processing is acknowledged by `processed`."
)


def _components() -> dict[str, Any]:
    message = {key: each for key, each in message_schema().items() if key != "$schema"}
    fault = {"type": "object", "properties": {"code": {"enum": list(Fault)}, "detail": {"type": "string"}}}
    names = {"case": {"type": "string"}, "sender": {"type": "string"}, "recipient": {"type": "string"}}
    stream = {"type": "object", "properties": {**names, "count": {"type": "integer"}, "head": {"type": "string"}}}
    parts = {"message": message, "receipt": schema(Receipt), "question": schema(Question), "answer": schema(Answer)}
    return {**parts, "fault": fault, "stream": stream}


def _content(key: str, items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {key: items}, "required": [key], "additionalProperties": False}


def _post(summary: str, asked: dict[str, Any], answered: dict[str, Any]) -> dict[str, Any]:
    def body(content: dict[str, Any]) -> dict[str, Any]:
        return {"application/json": {"schema": envelope_schema(content)}}

    fault = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/fault"}}}
    refused = {"description": "拒收：code 见 fault", "content": fault}
    answers = {"200": {"description": "已签名的应答", "content": body(answered)}, "400": refused, "401": refused}
    return {
        "post": {"summary": summary, "requestBody": {"required": True, "content": body(asked)}, "responses": answers}
    }
