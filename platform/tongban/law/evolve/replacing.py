"""Make a case, or a part of it, anew with some fields changed, as every fold does.

A case has some forty fields: they are taken over in one go, where `dataclasses.replace` looks at each.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def replace(value: T, **changes: object) -> T:
    """Make a dataclass of several fields anew; raises TypeError for a field that it has not."""
    kind: Any = type(value)
    names, values_of = _fields_of(kind)
    made: T = kind(**(dict(zip(names, values_of(value), strict=True)) | changes))
    return made


@cache
def _fields_of(kind: Any) -> tuple[tuple[str, ...], attrgetter[tuple[Any, ...]]]:
    names = tuple(kind.__dataclass_fields__)
    return names, attrgetter(*names)
