"""Find places in plain data and change one of them, leaving the rest as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Place = tuple[str | int, ...]
Data = dict[str, Any]
Holder = Any  # a dict or a list: what can be asked for a key

#: what takes a value away instead of setting it
GONE = object()


def walk(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Visit every value with its place, the whole first."""
    yield place, value
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in below:
        yield from walk(each, (*place, key))


def found(data: Data, wanted: Callable[[Place, Any], bool]) -> Iterator[tuple[Place, Any]]:
    """Visit the values that are wanted."""
    return ((place, value) for place, value in walk(data) if place and wanted(place, value))


def at(data: Any, place: Place) -> Any:
    """Give the value at a place."""
    for key in place:
        data = data[key]
    return data


def changed(data: Holder, place: Place, value: Any) -> Any:
    """Copy the data with one value set, or taken away (GONE); only the way to the place is copied."""
    if not place:
        return value
    key, rest = place[0], place[1:]
    copy: Holder = list(data) if isinstance(data, list) else dict(data)
    if value is GONE and not rest:
        del copy[key]
    else:
        copy[key] = changed(copy[key] if rest else None, rest, value)
    return copy


def added(data: Any, place: Place, value: Any) -> Any:
    """Copy the data with one more entry in the list at a place."""
    return changed(data, place, [*at(data, place), value])


def told(place: Place) -> str:
    """Write a place as a definition's path: `materials.2.when`."""
    return ".".join(str(each) for each in place)
