"""Administrative divisions (GB/T 2260), read from `item_defs/_shared/divisions.csv`.

A division that was dissolved keeps its code and its row (`valid_to`), since addresses and papers name it; it stays on
offer as long as no code of its successor is published, and says so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from pathlib import Path
from types import MappingProxyType

#: The finest division that an address may ask for, coarse to fine.
LEVELS = ("province", "city", "county")

PUBLISHED = Path(__file__).parents[3] / "item_defs" / "_shared" / "divisions.csv"


@dataclass(frozen=True, slots=True)
class Division:
    """One row. `level` is province, prefecture or county; `valid_to` a month (`2025-11`) or nothing."""

    code: str
    name: str
    parent: str
    level: str
    valid_to: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """Give the name for a list, with the month of dissolution where there is one."""
        year, _, month = self.valid_to.partition("-")
        return f"{self.name}（{year} 年 {int(month)} 月撤销，新代码公布前沿用）" if month else self.name


@dataclass(frozen=True, eq=False)
class Divisions:
    """All divisions by code; compared by identity, so that options that share a table are equal."""

    by_code: Mapping[str, Division]

    @classmethod
    def read(cls, text: str) -> Divisions:
        """Read the table from CSV with the header `code,name,parent,level,valid_to,note`."""
        rows = (Division(**row) for row in csv.DictReader(StringIO(text)))
        return cls(MappingProxyType({each.code: each for each in rows}))

    def __contains__(self, code: str) -> bool:
        return code in self.by_code

    def full_name(self, code: str) -> str:
        """Write the name from the province down: 四川省成都市锦江区. An unknown code stands for itself."""
        return "".join(each.name for each in reversed(tuple(self.upwards(code)))) or code

    def upwards(self, code: str) -> Iterator[Division]:
        """Give a division and those it lies in."""
        while code in self.by_code:
            yield self.by_code[code]
            code = self.by_code[code].parent

    def offered(self, level: str, within: tuple[str, ...] = ()) -> tuple[Division, ...]:
        """Give the divisions to choose from: the finest of each branch that is not finer than the level."""
        finest = {"province": ("province",), "city": ("prefecture",), "county": ("county",)}[level]
        chosen = [each for each in self.by_code.values() if each.level in finest or self._stands_for(each, level)]
        return tuple(each for each in chosen if not within or any(up.code in within for up in self.upwards(each.code)))

    def _stands_for(self, division: Division, level: str) -> bool:
        """Say whether a province without prefectures (直辖市) is its own city."""
        children = (each for each in self.by_code.values() if each.parent == division.code)
        return level == "city" and division.level == "province" and all(each.level == "county" for each in children)

    def grouped(self, level: str, within: tuple[str, ...] = ()) -> tuple[tuple[str, tuple[Division, ...]], ...]:
        """Give what is offered under the name of what it lies in, for a list in groups."""
        groups: dict[str, list[Division]] = {}
        for each in self.offered(level, within):
            groups.setdefault(self.full_name(each.parent) if each.parent else "", []).append(each)
        return tuple((name, tuple(members)) for name, members in groups.items())


@lru_cache(maxsize=1)
def published_divisions() -> Divisions:
    """Read the table that the repository publishes, once, when an address first needs it."""
    return Divisions.read(PUBLISHED.read_text(encoding="utf-8"))
