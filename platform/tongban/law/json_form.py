"""Write and read frozen dataclasses as plain JSON data, by their type hints.

Answers and notice values are plain mappings whose types the hints do not name; dates and decimals in them are marked
(`{"$date": "2026-11-21"}`), so that a value comes back as what it was. Sequences come back as tuples.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """Write a dataclass by its fields, and everything else as JSON data."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _write(getattr(value, each.name), hint) for each, hint in _hints(type(value))}
    return _write_free(value)


def from_plain(kind: type[T], data: Any) -> T:
    """Read what `to_plain` wrote."""
    result: T = _read(data, kind)
    return result


@cache
def _hints(kind: type) -> tuple[tuple[Any, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((each, hints[each.name]) for each in fields(kind))


def _write(value: Any, hint: Any) -> Any:
    if value is None or (isinstance(value, (str, int)) and not isinstance(value, Enum) and get_origin(hint) is None):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)) and get_origin(hint) is not Mapping and hint is not object:
        return value.isoformat()
    if is_dataclass(value):
        return to_plain(value)
    if isinstance(value, tuple) and get_origin(hint) is tuple:
        return [_write(each, get_args(hint)[0]) for each in value]
    return _write_free(value)


def _write_free(value: Any) -> Any:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return {"$datetime": value.isoformat()}
        case date():
            return {"$date": value.isoformat()}
        case Decimal():
            return {"$decimal": str(value)}
        case Mapping():
            return {str(key): _write_free(each) for key, each in value.items()}
        case list() | tuple():
            return [_write_free(each) for each in value]
    raise TypeError(f"{type(value).__name__} has no JSON form in a case; answers and notice values are plain data")


def _read(data: Any, hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        if data is None:
            return None
        hint = next(each for each in get_args(hint) if each is not NoneType)
    if get_origin(hint) is tuple:
        return tuple(_read(each, get_args(hint)[0]) for each in data)
    if is_dataclass(hint) and isinstance(hint, type):
        return hint(**{each.name: _read(data[each.name], inner) for each, inner in _hints(hint) if each.name in data})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(data)
    if hint is datetime or hint is date:
        return hint.fromisoformat(data)
    return data if isinstance(hint, type) and hint in (str, int, bool) else _read_free(data)


def _read_free(data: Any) -> Any:
    match data:
        case {"$datetime": str(text)}:
            return datetime.fromisoformat(text)
        case {"$date": str(text)}:
            return date.fromisoformat(text)
        case {"$decimal": str(text)}:
            return Decimal(text)
        case dict():
            return {key: _read_free(each) for key, each in data.items()}
        case list():
            return tuple(_read_free(each) for each in data)
    return data
