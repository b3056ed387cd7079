"""Field types, one file each in `fields/types/`: parse, check, format, mask, render, schema, condition type.

A new type is one new file; `field_types` finds it. Nothing here knows a definition, a database or Flask. What was
posted is always text (`Typed`), what is answered is a typed value, and what is wrong is a `FieldError` that says in
Chinese what would be right.
"""

from __future__ import annotations

from tongban.fields.divisions import Division, Divisions, published_divisions
from tongban.fields.field_type import AnyFieldType, FieldError, FieldType, Sample
from tongban.fields.registry import enter_type, field_types
from tongban.fields.slot import Slot, SlotError
from tongban.fields.typed import EMPTY, Typed, blank, by_field, first, placed, storable, under
from tongban.fields.words import CHINESE, Words

__all__ = [
    "CHINESE",
    "EMPTY",
    "AnyFieldType",
    "Division",
    "Divisions",
    "FieldError",
    "FieldType",
    "Sample",
    "Slot",
    "SlotError",
    "Typed",
    "Words",
    "blank",
    "by_field",
    "enter_type",
    "field_types",
    "first",
    "placed",
    "published_divisions",
    "storable",
    "under",
]
