"""Write and read frozen dataclasses as plain JSON data, by their type hints.

Answers and notice values are plain mappings whose types the hints do not name; dates and decimals in them are marked
(`{"$date": "2026-11-21"}`), so that a value comes back as what it was. Sequences come back as tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]

_AS_THEY_ARE = frozenset({str, int, bool})
_origin: Callable[[Any], Any] = cache(get_origin)


def to_plain(value: object) -> Any:
    """Write a dataclass by its fields, and everything else as JSON data."""
    kind: type[Any] = type(value)
    return _whole_writer(kind)(value) if is_dataclass(kind) else _write_free(value)


def from_plain(kind: type[T], data: Any) -> T:
    """Read what `to_plain` wrote."""
    hint: Any = kind
    result: T = _reader(hint)(data)
    return result


@cache
def _hints(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((each.name, hints[each.name]) for each in fields(kind))


@cache
def _whole_writer(kind: type) -> Writer:
    """Write a dataclass by its fields; most are words and numbers, which are written as they are."""
    writers = tuple((name, _writer(hint)) for name, hint in _hints(kind))

    def write(value: Any) -> Any:
        data = {}
        for name, write_field in writers:
            given = getattr(value, name)
            data[name] = given if given is None or type(given) in _AS_THEY_ARE else write_field(given)
        return data

    return write


@cache
def _writer(hint: Any) -> Writer:
    """Work out once in a process how the values of a type hint are written, as `_reader` does for reading."""
    if _origin(hint) in (Union, UnionType):
        return _writer(next(each for each in get_args(hint) if each is not NoneType))
    if _origin(hint) is tuple:
        return _many_writer(_writer(get_args(hint)[0]))
    if isinstance(hint, type) and (issubclass(hint, Enum) or hint in (date, datetime)):
        return _value_of if issubclass(hint, Enum) else _in_iso
    return _write_free if _origin(hint) is Mapping or hint is object else _write


_value_of: Writer = attrgetter("value")


def _in_iso(value: Any) -> Any:
    return value.isoformat()


def _many_writer(write: Writer) -> Writer:
    def write_all(values: Any) -> Any:
        return [each if type(each) in _AS_THEY_ARE else write(each) for each in values]

    return write_all


def _write(value: Any) -> Any:
    """Write what a hint names: a part of the whole, a word of a list of words, a moment or a day."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return to_plain(value)


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


@cache
def _reader(hint: Any) -> Reader:
    """Work out once in a process how the values of a type hint are read: each case and each event asks for many."""
    if _origin(hint) in (Union, UnionType):
        return _maybe(_reader(next(each for each in get_args(hint) if each is not NoneType)))
    if _origin(hint) is tuple:
        return _many(_reader(get_args(hint)[0]))
    return _reader_of_class(hint) if isinstance(hint, type) else _read_free


def _reader_of_class(kind: type) -> Reader:
    if is_dataclass(kind):
        return _whole(kind)
    if issubclass(kind, Enum):
        return kind
    if kind is datetime or kind is date:
        return kind.fromisoformat
    return _as_it_is if kind in _AS_THEY_ARE else _read_free


def _maybe(read: Reader) -> Reader:
    return lambda data: None if data is None else read(data)


def _many(read: Reader) -> Reader:
    return lambda data: tuple(map(read, data))


def _whole(kind: type) -> Reader:
    """Read a dataclass by its fields; those that an older text lacks have their default."""
    readers: list[tuple[str, Reader]] = []  # looked up with the first value: a dataclass may hold others of its kind

    def read(data: Any) -> Any:
        if not readers:
            readers.extend(_field_readers(kind))
        return kind(**{name: read_field(data[name]) for name, read_field in readers if name in data})

    return read


@cache
def _field_readers(kind: type) -> tuple[tuple[str, Reader], ...]:
    return tuple((name, _reader(hint)) for name, hint in _hints(kind))


def _as_it_is(data: Any) -> Any:
    return data


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
