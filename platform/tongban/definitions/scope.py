"""The names that conditions of an item may use, in the order in which they are asked, with their types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from tongban.conditions import TEXT, Scope, Type, choice_of, is_name, list_of, row_of
from tongban.definitions.vocabulary.form import options_of
from tongban.fields import field_types

APPLICANT_KIND = "applicant.kind"
APPLICANT_LABELS: Mapping[str, str] = {
    "person": "自然人",
    "enterprise": "企业",
    "self_employed": "个体工商户",
    "institution": "事业单位",
    "social_organisation": "社会组织",
    "other": "其他组织",
}


def condition_scope(data: Mapping[str, Any]) -> Scope:
    """Return the scope of an item: the applicant's kind, the situation's questions, the form's fields."""
    names: dict[str, Type] = {APPLICANT_KIND: choice_of(data.get("applicants") or tuple(APPLICANT_LABELS))}
    for question in data.get("situation", ()):
        names[question["id"]] = choice_of(question["choices"])
    for section in data.get("form", ()):
        for entry in section["fields"]:
            if is_name(entry["id"]):
                names[entry["id"]] = type_of(entry)
    return Scope(names)


def type_of(entry: Mapping[str, Any]) -> Type:
    """Return what a field is to a condition; text where its options are wrong, which another check tells."""
    kind = entry["type"]
    if kind == "table":
        return list_of(row_of(columns_of(entry)))
    if kind not in field_types:
        return TEXT
    try:
        return field_types[kind].condition_type(field_types[kind].load_options(options_of(entry, kind)))
    except ValidationError:
        return TEXT


def columns_of(table: Mapping[str, Any]) -> dict[str, Type]:
    """Return the types of a table's columns, in their order."""
    return {column["id"]: type_of(column) for column in table.get("columns", ())}
