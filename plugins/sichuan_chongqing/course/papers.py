"""Custody: where each paper is, since when, and what became of it. A paper is always in somebody's hands, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

ON_THE_WAY = "courier"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a paper from a moment on: a region's window (its code), or a courier with a tracking number."""

    who: str
    since: str
    words: str


@dataclass(frozen=True, slots=True)
class PaperState:
    """One paper and the hands that it went through, oldest first."""

    id: str
    name: str
    copies: int
    holders: tuple[Holder, ...]
    condition: str = "whole"  # whole | missing | damaged
    note: str = ""

    @property
    def holder(self) -> str:
        return self.holders[-1].who

    @property
    def since(self) -> str:
        return self.holders[-1].since

    def handed(self, who: str, since: str, words: str) -> PaperState:
        return replace(self, holders=(*self.holders, Holder(who, since, words)))


def late_papers(
    papers: Iterable[PaperState], missing_after: int, working_days_since: Callable[[str], int]
) -> tuple[PaperState, ...]:
    """List the papers that have been on their way for so long that they count as missing."""
    on_the_way = (each for each in papers if each.holder == ON_THE_WAY and each.condition == "whole")
    return tuple(each for each in on_the_way if working_days_since(each.since) >= missing_after)
