"""What each kind of value is in JSON Schema. A kind without a rule here is refused: a schema never guesses."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch
from typing import Any

from marshmallow import Schema, fields, validate

from tongban.conditions import RESERVED
from tongban.definitions.vocabulary import kinds as single
from tongban.definitions.vocabulary.entries import ListOf, MapOf, OneOrMore, Part, TextOr, TextOrList, WordOr
from tongban.definitions.vocabulary.form import ElementValue, FieldValue, Name
from tongban.definitions.vocabulary.other_files import Days
from tongban.definitions.vocabulary.process import FourEyes, GroupEntry, StepEntry, StepOrGroup
from tongban.definitions.vocabulary.tables import Cell, Given, RowValue
from tongban.fields import options
from tongban.fields.day_bound import DayBound
from tongban.fields.divisions import LEVELS
from tongban.fields.types.address import Level

Json = dict[str, Any]
#: Give the reference to an entry (`{"$ref": "#/$defs/material"}`), and see to it that it is written.
Refer = Callable[[type[Schema] | str], Json]

SOME_TEXT: Json = {"type": "string", "pattern": r"\S"}
_DAY = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"


@singledispatch
def schema_of(kind: fields.Field, refer: Refer) -> Json:  # noqa: ARG001 - the rules below use it
    """Say what a value of this kind is."""
    raise TypeError(
        f"no JSON Schema is told for values of kind {type(kind).__name__}; add it to definitions/schema/kinds.py"
    )


@schema_of.register
def _(_kind: single.Text, _refer: Refer) -> Json:
    return dict(SOME_TEXT)


@schema_of.register
def _(kind: single.Pattern, _refer: Refer) -> Json:
    return {"type": "string", "pattern": f"^(?:{kind.pattern.pattern})$"}


@schema_of.register
def _(_kind: Name, _refer: Refer) -> Json:
    return {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "not": {"enum": sorted(RESERVED)}}


@schema_of.register
def _(kind: single.Moment, _refer: Refer) -> Json:
    time = "" if kind.form == "%Y-%m-%d" else r"\s+[0-9]{1,2}:[0-9]{1,2}"
    return {"type": "string", "pattern": f"^{_DAY}{time}$"}


@schema_of.register
def _(kind: single.Whole, _refer: Refer) -> Json:
    return {"type": "integer", "minimum": kind.least}


@schema_of.register
def _(_kind: single.YesNo, _refer: Refer) -> Json:
    return {"type": "boolean"}


@schema_of.register
def _(_kind: single.Anything, _refer: Refer) -> Json:
    return {"not": {"type": "null"}}


@schema_of.register
def _(kind: single.OneOf, _refer: Refer) -> Json:
    return {"enum": list(kind.words)}


@schema_of.register
def _(_kind: single.Condition, _refer: Refer) -> Json:
    return {"anyOf": [dict(SOME_TEXT), {"type": "boolean"}]}


@schema_of.register
def _(kind: single.Span, _refer: Refer) -> Json:
    units = {unit: {"type": "integer", "minimum": 1} for unit in single.UNITS}
    span = {
        "type": "object",
        "properties": units,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    return _either(kind.words, span)


@schema_of.register
def _(_kind: Days, _refer: Refer) -> Json:
    stretch = {"type": "string", "pattern": f"^{_DAY}( to {_DAY})?$"}
    return {"anyOf": [stretch, {"type": "array", "items": stretch}]}


@schema_of.register
def _(kind: ListOf, refer: Refer) -> Json:
    return {"type": "array", "items": schema_of(kind.inner, refer)} | _at_least("minItems", kind.least)


@schema_of.register
def _(kind: MapOf, refer: Refer) -> Json:
    found = {"type": "object", "additionalProperties": schema_of(kind.inner, refer)}
    if kind.key.pattern != ".+":
        found["propertyNames"] = {"pattern": f"^(?:{kind.key.pattern})$"}
    return found | _at_least("minProperties", kind.least)


@schema_of.register
def _(kind: Part, refer: Refer) -> Json:
    return _either((kind.word,) if kind.word else (), refer(kind.schema))


@schema_of.register
def _(kind: WordOr, refer: Refer) -> Json:
    return _either((kind.word,), schema_of(kind.inner, refer))


@schema_of.register
def _(kind: TextOr, refer: Refer) -> Json:
    return {"anyOf": [schema_of(kind.text, refer), refer(kind.schema)]}


@schema_of.register
def _(kind: TextOrList, refer: Refer) -> Json:
    return {"anyOf": [schema_of(kind.text, refer), schema_of(kind.listed, refer)]}


@schema_of.register
def _(kind: OneOrMore, refer: Refer) -> Json:
    words = [{"const": kind.word}] if kind.word else []
    return {"anyOf": [*words, schema_of(kind.inner, refer), schema_of(kind.listed, refer)]}


@schema_of.register
def _(kind: FourEyes, refer: Refer) -> Json:
    return {"anyOf": [{"type": "boolean"}, schema_of(kind.steps, refer)]}


@schema_of.register
def _(_kind: StepOrGroup, refer: Refer) -> Json:
    grouped = {"type": "object", "required": ["together"]}
    return {"type": "object", "if": grouped, "then": refer(GroupEntry), "else": refer(StepEntry)}


@schema_of.register
def _(_kind: Given, _refer: Refer) -> Json:
    return {"anyOf": [{"type": "string", "minLength": 1}, {"type": "number"}]}


@schema_of.register
def _(_kind: Cell, _refer: Refer) -> Json:
    value = {"anyOf": [{"type": "string", "minLength": 1}, {"type": ["number", "boolean"]}]}
    return {"anyOf": [value, {"type": "array", "items": value, "minItems": 1}]}


@schema_of.register
def _(_kind: RowValue, refer: Refer) -> Json:
    own = {"gives": schema_of(Given(), refer), "note": schema_of(single.Text(), refer)}
    return {
        "type": "object",
        "properties": own,
        "required": ["gives"],
        "additionalProperties": schema_of(Cell(), refer),
    }


@schema_of.register
def _(kind: FieldValue, refer: Refer) -> Json:
    return refer("column" if kind.column else "field")


@schema_of.register
def _(_kind: ElementValue, refer: Refer) -> Json:
    return refer("element")


@schema_of.register
def _(kind: options.Whole, _refer: Refer) -> Json:
    return {"type": "integer", "minimum": kind.low, "maximum": kind.high}


@schema_of.register
def _(_kind: options.Exact, _refer: Refer) -> Json:
    return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[-+]?[0-9.]+([eE][-+]?[0-9]+)?$"}]}


@schema_of.register
def _(_kind: options.Line, _refer: Refer) -> Json:
    return dict(SOME_TEXT)


@schema_of.register
def _(_kind: options.Offers, _refer: Refer) -> Json:
    return {"type": "object", "minProperties": 1, "additionalProperties": dict(SOME_TEXT)}


@schema_of.register
def _(_kind: options.Words, _refer: Refer) -> Json:
    return {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True}


@schema_of.register
def _(_kind: DayBound, _refer: Refer) -> Json:
    return {"anyOf": [{"const": "today"}, {"type": "string", "pattern": f"^{_DAY}$"}]}


@schema_of.register
def _(_kind: Level, _refer: Refer) -> Json:
    return {"enum": list(LEVELS)}


@schema_of.register
def _(kind: fields.Integer, _refer: Refer) -> Json:
    low = next((each.min for each in kind.validators if isinstance(each, validate.Range)), None)
    return {"type": "integer"} | ({} if low is None else {"minimum": low})


@schema_of.register
def _(_kind: fields.Boolean, _refer: Refer) -> Json:
    return {"type": "boolean"}


@schema_of.register
def _(kind: fields.String, _refer: Refer) -> Json:
    one_of = next((list(each.choices) for each in kind.validators if isinstance(each, validate.OneOf)), None)
    if one_of is not None:
        return {"enum": one_of}
    least = next((each.min for each in kind.validators if isinstance(each, validate.Length)), None)
    return {"type": "string"} | _at_least("minLength", least or 0)


@schema_of.register
def _(_kind: fields.Date, _refer: Refer) -> Json:
    return {"type": "string", "pattern": f"^{_DAY}$"}


@schema_of.register
def _(kind: fields.List, refer: Refer) -> Json:
    least = next((each.min for each in kind.validators if isinstance(each, validate.Length)), None)
    return {"type": "array", "items": schema_of(kind.inner, refer)} | _at_least("minItems", least or 0)


@schema_of.register
def _(kind: fields.Dict, refer: Refer) -> Json:
    below = kind.value_field
    return {"type": "object"} | ({"additionalProperties": schema_of(below, refer)} if below else {})


@schema_of.register
def _(kind: fields.Nested, refer: Refer) -> Json:
    found = refer(type(kind.schema))
    return {"type": "array", "items": found} if kind.many else found


def _either(words: tuple[str, ...], other: Json) -> Json:
    return {"anyOf": [{"const": word} for word in words] + [other]} if words else other


def _at_least(name: str, least: int) -> Json:
    return {name: least} if least else {}
