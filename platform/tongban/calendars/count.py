"""A count of days that says of each day whether it counted and why (D5). What computes the date also explains it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

# Say why a day is left out of a count (a pause's reason), or None where it is not.
Skip = Callable[[date], str | None]


@dataclass(frozen=True, slots=True)
class DayLine:
    """One calendar day of a count. `number` is the how-manieth counted day it is, None where it does not count."""

    day: date
    number: int | None
    reason: str
    provisional: bool = False

    @property
    def counted(self) -> bool:
        return self.number is not None


@dataclass(frozen=True, slots=True)
class Count:
    """A whole count: its lines from the day of the event on, its last day, and whether it left the coverage."""

    lines: tuple[DayLine, ...]
    last_day: date
    provisional: bool
