"""Make a case, or a part of it, anew with some fields changed, as every fold does.

A case has some forty fields, and most folds change one: all are taken over in one go and put straight into their
slots, where `dataclasses.replace` looks at each and the frozen `__init__` puts each by way of `object.__setattr__`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class _Fields(NamedTuple):
    places: Mapping[str, int]
    values_of: attrgetter[tuple[Any, ...]]
    put: tuple[Callable[[object, object], None], ...]


def replace(value: T, **changes: object) -> T:
    """Make a dataclass of several fields anew; raises TypeError for a field that it has not."""
    kind: Any = type(value)
    places, values_of, put = _fields_of(kind)
    values = list(values_of(value))
    for name, new in changes.items():
        if name not in places:
            raise TypeError(f"{kind.__name__} has no field {name!r}")
        values[places[name]] = new
    made: T = object.__new__(kind)
    for put_field, each in zip(put, values, strict=True):
        put_field(made, each)
    return made


@cache
def _fields_of(kind: Any) -> _Fields:
    """Look once at a class, which must have slots and nothing to do after it is made."""
    names = tuple(kind.__dataclass_fields__)
    assert set(names) <= set(kind.__slots__)
    assert not hasattr(kind, "__post_init__")
    places = {name: place for place, name in enumerate(names)}
    return _Fields(places, attrgetter(*names), tuple(getattr(kind, name).__set__ for name in names))
