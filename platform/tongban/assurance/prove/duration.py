"""Claim: even the slowest path keeps promise and statutory limit, each counted on its own clock.

A step takes its own limit (`within`); a special procedure takes its maximum, and counts on a clock unless the item or
the rulebook stops that clock for it (335 §25(2); licensing law art. 45). What runs together takes as long as the
slowest. A step without a limit is counted as done on its day, which the certificate says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tongban.assurance.prove.codes import Findings
from tongban.assurance.prove.paths import Path
from tongban.assurance.prove.proof import Duration
from tongban.calendars import WorkingCalendar
from tongban.definitions.model import Definition, Span, Step
from tongban.definitions.rulebook import Rulebook
from tongban.law import Deadline, DeadlineKind, Pause
from tongban.law.deadlines import count_span
from tongban.law.notice_values import span_in_chinese

CLOCKS = ("promise", "statutory")
_NAMES = {"promise": "承诺期限", "statutory": "法定期限"}
_CODES = {"promise": "TB330", "statutory": "TB331"}
NOTHING = Span(0)


@dataclass(frozen=True, slots=True)
class Course:
    """One way through time: the spans, one after the other, and which of them the clock leaves out."""

    spans: tuple[tuple[Span, bool], ...]  # span, counted

    def ends(self, start: date, calendar: WorkingCalendar, *, all_of_it: bool) -> date:
        """Say when it ends, with or without what the clock leaves out."""
        day = start
        for span, counted in self.spans:
            if (counted or all_of_it) and span.amount:
                day = count_span(span, day, calendar).last_day
        return day

    def pauses(self, start: date, calendar: WorkingCalendar) -> tuple[Pause, ...]:
        """List the stretches that the clock leaves out, as the ledger of a deadline keeps them."""
        found: list[Pause] = []
        day = start
        for span, counted in self.spans:
            begin, day = day, count_span(span, day, calendar).last_day if span.amount else day
            if not counted and day > begin:
                found.append(Pause(begin, day, "特殊程序期间不计入", ""))
        return tuple(found)


def prove_durations(
    definition: Definition, paths: Iterable[Path], rulebook: Rulebook, calendar: WorkingCalendar, findings: Findings
) -> tuple[Duration, ...]:
    """Find the longest path on each clock, and say where it breaks its limit."""
    listed, found = tuple(paths), []
    for clock in CLOCKS:
        limit = _limit(definition, clock)
        slowest = max(
            listed, key=lambda path: _length(_course(definition, path, rulebook, clock), calendar), default=None
        )
        if slowest is None:
            continue
        duration = _measure(definition, slowest, clock, limit, rulebook, calendar)
        found.append(duration)
        if not duration.kept and limit is not None:
            names = "→".join(f"“{definition.step(each).name}”" for each in duration.steps)
            message = (
                f"最慢的路径（{names}）要用 {duration.counted} 个工作日，超过{_NAMES[clock]}"
                f"（{span_in_chinese(limit)}）：{duration.start}受理的，{duration.end}才能作出决定。"
            )
            findings.add(_CODES[clock], ("time", clock), message, witness=duration.witness)
    return tuple(found)


def without_limit(definition: Definition) -> tuple[str, ...]:
    """List the steps that say no limit of their own, by name."""
    return tuple(each.name for each in definition.process if each.within is None and each.special_procedure is None)


def _limit(definition: Definition, clock: str) -> Span | None:
    if clock == "promise":
        return NOTHING if definition.time.promise is None else definition.time.promise
    return definition.time.statutory


def _course(definition: Definition, path: Path, rulebook: Rulebook, clock: str) -> Course:
    """Take the slowest step of each stage; what the clock leaves out is shown, and not counted."""
    spans: list[tuple[Span, bool]] = []
    for stage in path.stages:
        steps = [_span(definition.step(each), rulebook, clock) for each in stage]
        counted = [span for span, counts in steps if counts]
        left_out = [span for span, counts in steps if not counts]
        longest = max(counted, key=_rough, default=NOTHING)
        spans.append((longest, True))
        rest = max(left_out, key=_rough, default=NOTHING)
        if _rough(rest) > _rough(longest):
            spans.append((_difference(rest, longest), False))
    return Course(tuple(spans))


def _span(step: Step, rulebook: Rulebook, clock: str) -> tuple[Span, bool]:
    procedure = step.special_procedure
    if procedure is None or (step.within is not None and _rough(step.within) >= _rough(procedure.maximum)):
        return step.within or NOTHING, True
    said = procedure.clock.promise if clock == "promise" else procedure.clock.statutory
    switch = (
        rulebook.promise_stops_for_special_procedures
        if clock == "promise"
        else rulebook.statutory_stops_for_special_procedures
    )
    stops = said == "stops" if said else switch.holds
    return procedure.maximum, not stops


def _rough(span: Span) -> float:
    """Compare spans of different units: a working day is 1.4 days of the calendar."""
    return span.amount * {"working_days": 1.4, "days": 1.0, "months": 30.4, "years": 365.0}[span.unit.value]


def _difference(longer: Span, shorter: Span) -> Span:
    if longer.unit != shorter.unit:
        return longer
    return Span(longer.amount - shorter.amount, longer.unit)


def _counted(course: Course, calendar: WorkingCalendar) -> int:
    """Count the working days of a course on its clock, from a day without holidays after it."""
    units = {span.unit.value for span, counts in course.spans if counts and span.amount}
    if units <= {"working_days"}:
        return sum(span.amount for span, counts in course.spans if counts)
    start = _first_day(calendar)
    return calendar.working_days_between(start, course.ends(start, calendar, all_of_it=False))


def _length(course: Course, calendar: WorkingCalendar) -> tuple[int, int]:
    start = _first_day(calendar)
    whole = calendar.working_days_between(start, course.ends(start, calendar, all_of_it=True))
    return _counted(course, calendar), whole


def _first_day(calendar: WorkingCalendar) -> date:
    return date(calendar.covered_until.year, 3, 2)


def _measure(
    definition: Definition,
    path: Path,
    clock: str,
    limit: Span | None,
    rulebook: Rulebook,
    calendar: WorkingCalendar,
) -> Duration:
    course = _course(definition, path, rulebook, clock)
    worst, kept = _first_day(calendar), True
    longest = -1
    for start in _starts(calendar):
        end = course.ends(start, calendar, all_of_it=True)
        broken = limit is not None and course.ends(start, calendar, all_of_it=False) > _due(limit, start, calendar)
        if (not broken, -(end - start).days) < (kept, -longest):
            worst, kept, longest = start, not broken, (end - start).days
    end = course.ends(worst, calendar, all_of_it=True)
    return Duration(
        clock=clock,
        steps=path.steps,
        counted=_counted(course, calendar),
        elapsed=calendar.working_days_between(worst, end),
        limit=limit,
        start=worst,
        end=end,
        calendar_days=(end - worst).days,
        due=_due(limit, worst, calendar, course.pauses(worst, calendar)) if limit is not None else None,
        provisional=not calendar.is_covered(end),
        kept=kept,
        witness=path.judged.witness,
    )


def _due(limit: Span, start: date, calendar: WorkingCalendar, pauses: tuple[Pause, ...] = ()) -> date:
    """Say when a limit ends, by the count of the law itself and its ledger of pauses."""
    if not pauses:
        return count_span(limit, start, calendar).last_day
    opened = datetime.combine(start, datetime.min.time(), UTC)
    ledger = Deadline(
        "at-worst", DeadlineKind.PROMISE, "", "", limit, start, opened, None, False, calendar.version, pauses
    )
    return count_span(limit, start, calendar, ledger).last_day


def _starts(calendar: WorkingCalendar) -> Iterable[date]:
    """Give the working days of the last year that the calendar covers."""
    last = calendar.covered_until
    day = date(last.year, 1, 1)
    while day <= last:
        if calendar.is_working(day):
            yield day
        day += timedelta(days=1)
