"""A count of days that says of each day whether it counted and why (D5). What computes the date also explains it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
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
    """A whole count: its last day, whether it left the coverage, and its lines from the day of the event on.

    The days are counted once; what each was is put into words when somebody reads the lines, which few counts come to.
    """

    last_day: date
    provisional: bool
    tell: Callable[[], tuple[DayLine, ...]] = field(repr=False, compare=False)

    @property
    def lines(self) -> tuple[DayLine, ...]:
        return self.tell()
