"""How long a bundle takes at most, by the longest path through its parts, on each of the two clocks.

A part begins when the last of those for which it waits is decided, and takes the days to accept (335 §18) and its own
limit; parts that wait for nothing run side by side. Days are counted on the calendar of the office that handles it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from one_thing.language.model import Part
from one_thing.merging.form import Merged
from one_thing.merging.splitting import waiting_on, waves
from tongban.kit.definitions import WorkingCalendar
from tongban.kit.language import Span
from tongban.kit.law import count_span

CLOCKS: Mapping[str, str] = {"promise": "承诺期限", "statutory": "法定期限"}
ACCEPT = Span(1)  # working days, 335 §18


@dataclass(frozen=True, slots=True)
class Leg:
    """One part on the way: when it begins, by when it must be decided."""

    part: str
    title: str
    begin: date
    end: date
    unlimited: bool = False  # the law sets no limit on this clock; the promise was taken


@dataclass(frozen=True, slots=True)
class Duration:
    """The longest path of one chosen set on one clock."""

    clock: str
    legs: tuple[Leg, ...]  # the critical path, in order
    every: tuple[Leg, ...]  # all parts
    working_days: int

    @property
    def end(self) -> date:
        return self.legs[-1].end

    @property
    def told(self) -> str:
        return "→".join(f"“{each.title}”" for each in self.legs)


def duration(
    merged: Merged, parts: Sequence[Part], clock: str, start: date, calendars: Mapping[str, WorkingCalendar]
) -> Duration:
    """Find the critical path of a chosen set that begins on a day. `calendars` are by tenant."""
    legs: dict[str, Leg] = {}
    before: dict[str, str] = {}
    for wave in waves(parts):
        for part in wave:
            waits = waiting_on(part, parts)
            last = max(waits, key=lambda each: legs[each].end, default="")
            before[part.id] = last
            legs[part.id] = _leg(merged, part, clock, legs[last].end if last else start, calendars)
    slowest = max(legs.values(), key=lambda each: each.end)
    path = [slowest.part]
    while before[path[0]]:
        path.insert(0, before[path[0]])
    calendar = calendars[merged.taking(slowest.part).tenant]
    days = calendar.working_days_between(start, slowest.end)
    return Duration(clock, tuple(legs[each] for each in path), tuple(legs.values()), days)


def _leg(merged: Merged, part: Part, clock: str, begin: date, calendars: Mapping[str, WorkingCalendar]) -> Leg:
    taking = merged.taking(part.id)
    time, calendar = taking.definition.time, calendars[taking.tenant]
    limit = time.promise if clock == "promise" else time.statutory
    unlimited = clock == "statutory" and limit is None
    if unlimited:
        limit = time.promise
    spans = (ACCEPT, limit) if limit is not None else ()
    end = begin
    for span in spans:
        end = count_span(span, end, calendar).last_day
    return Leg(part.id, taking.title, begin, end, unlimited)


__all__ = ["CLOCKS", "Duration", "Leg", "duration"]
