"""Write the entries that a file is made of, each once, with what its keys are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from tongban.definitions.schema.kinds import Json, schema_of
from tongban.definitions.schema.terms import Term, Terms, name_of, terms
from tongban.definitions.vocabulary.entries import ListOf
from tongban.definitions.vocabulary.example import DEEDS, DeedEntry
from tongban.definitions.vocabulary.form import ElementEntry, FieldValue, PlainFieldEntry, UseEntry
from tongban.fields import field_types

#: Field types that stand on their own and in no column of a table.
_PLAIN: Mapping[str, type[Schema]] = {"field": PlainFieldEntry, "column": PlainFieldEntry, "element": ElementEntry}


def keys_in(schema: type[Schema]) -> dict[str, fields.Field]:
    """Return the keys of an entry, as written in YAML, with their kinds."""
    return {each.data_key or name: each for name, each in schema._declared_fields.items()}


def type_keys(kind: str) -> dict[str, fields.Field]:
    """Return the keys that a field type adds; `columns` of a table are fields of the language."""
    own = {key: each for key, each in keys_in(field_types[kind].options_schema).items() if key != "columns"}
    columns = {"columns": ListOf(FieldValue(column=True), least=1, required=True)} if kind == "table" else {}
    return {**own, **columns}


class Entries:
    """The entries gathered for one schema file, under `$defs`."""

    def __init__(self) -> None:
        self.written: dict[str, Json] = {}
        self.seen: dict[str, type[Schema]] = {}
        self._terms: Terms = terms()

    def refer(self, entry: type[Schema] | str) -> Json:
        """Return the reference to an entry, and write it where it is not written yet."""
        name = entry if isinstance(entry, str) else name_of(entry)
        if name not in self.written:
            self.written[name] = {}
            self.written[name] = self._typed(name) if isinstance(entry, str) else self.entry(entry)
        return {"$ref": f"#/$defs/{name}"}

    def entry(self, schema: type[Schema]) -> Json:
        """Write an entry: its keys, those that must be there, and no others."""
        self.seen[name_of(schema)] = schema
        found = self._closed({key: (each, self._terms.of_schema(schema, key)) for key, each in keys_in(schema).items()})
        return {**_titled(self._terms.of_schema(schema)), **found, **(_deeds() if schema is DeedEntry else {})}

    def _closed(self, keys: Mapping[str, tuple[fields.Field, Term | None]]) -> Json:
        properties = {key: {**schema_of(kind, self.refer), **_titled(term)} for key, (kind, term) in keys.items()}
        needed = [key for key, (kind, _term) in keys.items() if kind.required]
        return {
            "type": "object",
            "properties": properties,
            **({"required": needed} if needed else {}),
            "additionalProperties": False,
        }

    def _typed(self, name: str) -> Json:
        """Write a field, a column or an element: which keys it may have depends on its type."""
        if name.startswith(("field_", "column_", "element_")):
            below, _, kind = name.partition("_")
            return self._of_type(_PLAIN[below], kind)
        if name == "use":
            return self.entry(UseEntry)
        kinds = [kind for kind, each in field_types.items() if name != "column" or each.in_tables]
        by_type: Json = {
            "type": "object",
            "properties": {"type": {"enum": kinds}},
            "required": ["type"],
            "allOf": [
                {
                    "if": {"properties": {"type": {"const": kind}}, "required": ["type"]},
                    "then": self.refer(f"{name}_{kind}"),
                }
                for kind in kinds
            ],
        }
        if name == "element":
            return by_type
        return {"if": {"type": "object", "required": ["use"]}, "then": self.refer("use"), "else": by_type}

    def _of_type(self, schema: type[Schema], kind: str) -> Json:
        self.seen[name_of(schema)] = schema
        keys = {key: (each, self._terms.of_schema(schema, key)) for key, each in keys_in(schema).items()}
        own = {key: (each, self._terms.of(f"type.{kind}", key)) for key, each in type_keys(kind).items()}
        return {"title": field_types[kind].label, **self._closed({**keys, **own})}


def _titled(term: Term | None) -> Json:
    if term is None:
        return {}
    found: Json = {"title": term.term, "description": term.told}
    return found if term.example is None else {**found, "examples": [_json(term.example)]}


def _json(value: Any) -> Any:
    """Make YAML's exact decimals the numbers of JSON."""
    if isinstance(value, Mapping):
        return {key: _json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_json(each) for each in value]
    return value if value is None or isinstance(value, str | int | bool) else float(value)


def _deeds() -> Json:
    """Say which keys each deed of an example needs and may have."""
    return {
        "allOf": [
            {
                "if": {"properties": {"do": {"const": deed}}, "required": ["do"]},
                "then": {
                    "required": list(needs),
                    "propertyNames": {"enum": sorted({"do", "after", *needs, *may})},
                },
            }
            for deed, (needs, may) in DEEDS.items()
        ]
    }
