"""Answers as an author would write them in an example: short where the field type takes it short."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from tongban.definitions import Definition
from tongban.errors import TongbanError
from tongban.fields import AnyFieldType
from tongban.forms import APPLICANT_KIND, all_fields, options_of
from tongban.forms.asked import columns_of, type_of


def as_written(definition: Definition, answers: Mapping[str, object]) -> tuple[dict[str, str], dict[str, object]]:
    """Part a case's answers (JSON form) into `situation` and `answers` of an example. Computed ones are left out."""
    questions = {each.id for each in definition.situation}
    situation: dict[str, str] = {}
    found: dict[str, object] = {}
    for field in all_fields(definition):
        value = answers.get(field.id)
        if value is None or field.computed is not None or field.id == APPLICANT_KIND:
            continue
        if field.id in questions:
            situation[field.id] = str(value)
        elif field.columns and isinstance(value, list | tuple):
            found[field.id] = [_row(columns_of(field), row) for row in value if isinstance(row, Mapping)]
        else:
            found[field.id] = _short(type_of(field), options_of(field), value)
    return situation, found


def _row(columns: Any, row: Mapping[str, object]) -> dict[str, object]:
    return {each.id: _short(each.type, each.options, row[each.id]) for each in columns if row.get(each.id) is not None}


def _short(kind: AnyFieldType, options: object, value: object) -> object:
    """Give the shortest form that is read back as the same value."""
    for short in (_named(value), _number(value), _national(value)):
        if short is not None and _same(kind, options, short, value):
            return short
    return value


def _named(value: object) -> object:
    """Write a signature or a file by its name alone."""
    return value.get("name") if isinstance(value, Mapping) and set(value) <= {"name", "token"} else None


def _number(value: object) -> object:
    """Write a decimal kept as text as the number that it is."""
    if not isinstance(value, str) or not value.replace(".", "", 1).removeprefix("-").isdigit():
        return None
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _national(value: object) -> object:
    """Write a telephone number as people dial it at home."""
    return f"{value[3:]}" if isinstance(value, str) and value.startswith("+86") else None


def _same(kind: AnyFieldType, options: object, short: object, value: object) -> bool:
    try:
        read = kind.to_json(kind.from_written(short, options), options)
    except TongbanError:
        return False
    if isinstance(value, Mapping) and isinstance(read, Mapping):
        return read.get("name") == value.get("name")
    return bool(read == value)
