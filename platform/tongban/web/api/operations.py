"""What an API route says of itself: the documents are made from this and from the schemas that it really uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Flask
from marshmallow import Schema
from werkzeug.routing import Rule

from tongban.web.api.room import PREFIX
from tongban.web.plugged import OF_THE_API

View = TypeVar("View", bound=Callable[..., Any])
OPERATION = "__operation__"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    """One good answer: its schema, or the media type of what is not JSON."""

    description: str
    schema: type[Schema] | None = None
    media_type: str = JSON
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """A header that the request carries."""

    name: str
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One route as the documents tell it. `path` describes the parts of its address."""

    id: str
    summary: str
    tag: str
    answers: Mapping[int, Answer]
    problems: tuple[int, ...] = ()
    description: str = ""
    path: Mapping[str, str] = field(default_factory=dict)
    query: type[Schema] | None = None
    body: type[Schema] | None = None
    body_type: str = JSON
    headers: tuple[Header, ...] = ()
    example: object = None
    secured: bool = False


def operation(told: Operation) -> Callable[[View], View]:
    """Write on a view what it is; routes of the API without it fail the contract test."""

    def mark(view: View) -> View:
        setattr(view, OPERATION, told)
        return view

    return mark


@dataclass(frozen=True, slots=True)
class Route:
    """A route with what it says of itself; `told` is None where it says nothing."""

    rule: Rule
    method: str
    address: str  # /tenants/{tenant}/items
    told: Operation | None


def routes(app: Flask) -> list[Route]:
    """List every route of the API, the plugins' among them, in the order of their addresses."""
    parts = {name for name, each in app.blueprints.items() if getattr(each, OF_THE_API, False)}
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] in parts:
            told = getattr(app.view_functions[rule.endpoint], OPERATION, None)
            address = rule.rule.removeprefix(PREFIX).replace("<", "{").replace(">", "}")
            methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
            found += [Route(rule, method, address, told) for method in methods]
    return sorted(found, key=lambda each: (each.address, each.method))
