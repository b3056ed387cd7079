"""Make a case, or a part of it, anew with some fields changed, as every fold does.

A case has some forty fields, and most folds change one. The classes of `law.case` have no slots, so that all fields are
taken over in one go: `dataclasses.replace` looks at each, and the frozen `__init__` puts each by itself.
"""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def replace(value: T, **changes: object) -> T:
    """Make a dataclass without slots anew; raises TypeError for a field that it has not."""
    kind = type(value)
    made: T = object.__new__(kind)
    fields = made.__dict__
    fields.update(value.__dict__)
    known = len(fields)
    fields.update(changes)
    if len(fields) != known:
        strange = next(name for name in changes if name not in value.__dict__)
        raise TypeError(f"{kind.__name__} has no field {strange!r}")
    return made
