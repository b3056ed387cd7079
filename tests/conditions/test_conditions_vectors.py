"""The shared vectors: both evaluators give what the file says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tongban.conditions import UNKNOWN, Expression, Scope, Type, compile_expression, evaluate, holds, to_json
from tongban.conditions.json_form import type_from_json
from tongban.conditions.types import DATE, INTEGER, NUMBER, ListOf, RowOf

FILE = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
NAMES = {name: type_from_json(kind) for name, kind in FILE["names"].items()}
ROW = RowOf(tuple((name, type_from_json(kind)) for name, kind in FILE["row"].items()))
SCOPE = Scope(NAMES).with_row(ROW)
VECTORS = FILE["vectors"]


def compiled(vector: dict[str, object]) -> Expression:
    return compile_expression(str(vector["text"]), SCOPE, expect=None)


def server_value(told: object, kind: Type) -> object:
    """Read a browser's value as the server holds it; what is no date stays a text, and so is unanswered."""
    if isinstance(told, list) and isinstance(kind, ListOf):
        return [server_value(each, kind.element) for each in told]
    if isinstance(told, Mapping) and isinstance(kind, RowOf):
        return {name: server_value(each, dict(kind.columns)[name]) for name, each in told.items()}
    if isinstance(told, str) and kind in (INTEGER, NUMBER):
        return Decimal(told)
    return day_or_text(told) if isinstance(told, str) and kind == DATE else told


def day_or_text(told: str) -> date | str:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return told


def told(result: object) -> object:
    if result is UNKNOWN:
        return {"unknown": True}
    if isinstance(result, bool):
        return result
    return result.isoformat() if isinstance(result, date) else str(result)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: f"{each['text']} | {json.dumps(each['values'])}")
def test_the_server_gives_what_the_vector_says(vector: dict[str, object]) -> None:
    given = vector["values"]
    assert isinstance(given, dict)
    values = {name: server_value(each, {**NAMES, "row": ROW}[name]) for name, each in given.items()}
    assert told(evaluate(compiled(vector), values)) == vector["result"]
    assert holds(compiled(vector), values) is (vector["result"] is True)


def test_the_browser_gives_what_every_vector_says(in_browser_language) -> None:
    cases = [{"tree": to_json(compiled(each)), "values": each["values"]} for each in VECTORS]
    given = in_browser_language(cases)
    assert len(given) == len(VECTORS)
    for vector, answer in zip(VECTORS, given, strict=True):
        assert answer["result"] == vector["result"], vector
        assert answer["holds"] is (vector["result"] is True), vector
        assert answer["names"] == sorted(compiled(vector).names()), vector
