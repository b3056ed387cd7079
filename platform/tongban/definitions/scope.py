"""The names that conditions of an item may use, in the order in which they are asked, with their types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from tongban.conditions import BOOL, NUMBER, TEXT, Scope, Type, choice_of, is_name, list_of, row_of
from tongban.definitions.vocabulary.form import load_options
from tongban.fields import field_types

APPLICANT_KIND = "applicant.kind"
#: Whether the applicant promises instead of showing; asked at the end of a form that has a commitment (告知承诺).
PROMISED = "commitment_made"
APPLICANT_LABELS: Mapping[str, str] = {
    "person": "自然人",
    "enterprise": "企业",
    "self_employed": "个体工商户",
    "institution": "事业单位",
    "social_organisation": "社会组织",
    "other": "其他组织",
}


def condition_scope(data: Mapping[str, Any]) -> Scope:
    """Return the scope of an item: the applicant's kind, the questions, the form's fields, the decision tables."""
    names: dict[str, Type] = {APPLICANT_KIND: choice_of(data.get("applicants") or tuple(APPLICANT_LABELS))}
    for question in data.get("situation", ()):
        names[question["id"]] = choice_of(question["choices"])
    for section in data.get("form", ()):
        for entry in section["fields"]:
            if is_name(entry["id"]):
                names[entry["id"]] = type_of(entry)
    if "commitment" in data:
        names.setdefault(PROMISED, BOOL)
    for table in data.get("tables", ()):
        names = _with_table(names, table)
    return Scope(names)


def _with_table(names: dict[str, Type], table: Mapping[str, Any]) -> dict[str, Type]:
    """Put a decision table's name behind the last of its inputs: what is asked later may name it."""
    if table["id"] in names or not is_name(table["id"]):
        return names  # a repeated id is told by another check
    order = list(names)
    last = max((order.index(each) for each in table["over"] if each in names), default=len(order) - 1)
    before, after = order[: last + 1], order[last + 1 :]
    return (
        {name: names[name] for name in before}
        | {table["id"]: given_type(table["gives"])}
        | {name: names[name] for name in after}
    )


def given_type(gives: Mapping[str, Any]) -> Type:
    """Return what a decision table gives, as conditions read it."""
    if gives["type"] == "choice":
        return choice_of(gives.get("choices", ()))
    return TEXT if gives["type"] == "text" else NUMBER


def type_of(entry: Mapping[str, Any]) -> Type:
    """Return what a field is to a condition; text where its options are wrong, which another check tells."""
    kind = entry["type"]
    if kind == "table":
        return list_of(row_of(columns_of(entry)))
    if kind not in field_types:
        return TEXT
    try:
        return field_types[kind].condition_type(load_options(entry, kind))
    except ValidationError:
        return TEXT


def columns_of(table: Mapping[str, Any]) -> dict[str, Type]:
    """Return the types of a table's columns, in their order."""
    return {column["id"]: type_of(column) for column in table.get("columns", ())}
