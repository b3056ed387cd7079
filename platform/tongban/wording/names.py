"""The names that a wording may use, written as short texts.

`title` is a single value, `reasons[]` a list of values, `missing[].name` a column of a list of rows. A table of names
is thus a plain set of texts, which a definition, a lint rule and a test can all hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_NAME = re.compile(r"(?P<name>[^\W\d]\w*)(?P<list>\[\])?(?:\.(?P<column>[^\W\d]\w*))?")


@dataclass(frozen=True, slots=True)
class Names:
    """Single values, and lists with their columns (no columns: a list of plain values)."""

    single: frozenset[str]
    lists: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """Read the short texts; raises `ValueError` that names the one it cannot read."""
        single: set[str] = set()
        lists: dict[str, set[str]] = {}
        for each in names:
            found = _NAME.fullmatch(each)
            if found is None or (found["column"] and not found["list"]) or found["name"].startswith("_"):
                raise ValueError(f"名称“{each}”不合写法，应当写作 name、list[] 或者 list[].column。")
            if not found["list"]:
                single.add(found["name"])
                continue
            columns = lists.setdefault(found["name"], set())
            if found["column"]:
                columns.add(found["column"])
        return cls(frozenset(single), {name: frozenset(columns) for name, columns in lists.items()})

    def every(self) -> frozenset[str]:
        return self.single | frozenset(self.lists)
