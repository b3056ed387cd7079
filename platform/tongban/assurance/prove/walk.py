"""Walk the real law from submission to every end, for one path: a graph of where a case can stand, and all notices.

What is walked is `law.decide` and `law.evolve` themselves, so that nothing here repeats a rule of the law.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

import networkx as nx

from tongban import forms
from tongban.assurance.prove.acts import Act, Acts
from tongban.assurance.prove.paths import Path
from tongban.calendars import WorkingCalendar
from tongban.definitions.model import Definition
from tongban.definitions.rulebook import Rulebook
from tongban.law import (
    Actor,
    Applicant,
    Case,
    HandedIn,
    NoticeOrdered,
    Refusal,
    Submit,
    decide,
    evolve,
)
from tongban.law.numbers import format_case_number

MOST_PLACES = 400  # where a case can stand on one path
MORNING = time(9, 30)
NAME = "示例申请人"
PERSON = Actor("applicant", NAME, "applicant")

Place = tuple[object, ...]
START: Place = ("start",)


@dataclass(frozen=True, slots=True)
class Sent:
    """A notice that was ordered, in the case as it then stood."""

    order: NoticeOrdered
    case: Case
    by: str  # the act


@dataclass(slots=True)
class Walk:
    """What came of one path."""

    path: Path
    channel: str
    graph: nx.DiGraph = field(default_factory=nx.DiGraph)
    cases: dict[Place, Case] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    refused: dict[Place, list[tuple[Act, Refusal]]] = field(default_factory=dict)
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the walk goes: the definition under its rulebook, its calendar, and the roles that have people."""

    definition: Definition
    rulebook: Rulebook
    calendar: WorkingCalendar
    staffed: frozenset[str]


def walk(ground: Ground, path: Path, channel: str) -> Walk:
    """Walk one path by one channel until nothing new is found."""
    done = Walk(path, channel)
    acts = Acts(ground.definition, PERSON, ground.staffed)
    waiting = deque(_begin(ground, done, channel))
    while waiting:
        place, at = waiting.popleft()
        if len(done.cases) > MOST_PLACES:
            done.complete = False
            break
        case = done.cases[place]
        for act in acts.of(case, at + timedelta(minutes=10)):
            waiting.extend(_take(ground, done, place, case, act))
    return done


def place_of(case: Case) -> Place:
    """Say where a case stands, apart from who and when."""
    return (
        case.state.value,
        case.open_steps,
        tuple(each.role for step in case.open_steps for each in case.unsigned(step)),
        tuple(each.step for each in case.specials),
        case.supplement is not None,
        case.acceptance_deemed,
        case.outcome.value if case.outcome else "",
    )


def _begin(ground: Ground, done: Walk, channel: str) -> Iterator[tuple[Place, datetime]]:
    witness = done.path.judged.witness
    day = witness.on
    while not ground.calendar.is_working(day):
        day += timedelta(days=1)
    at = datetime.combine(day, MORNING, ground.rulebook.timezone)
    answers = forms.written(ground.definition, {**witness.situation, **witness.answers})
    kept = forms.dump(ground.definition, {**answers, forms.APPLICANT_KIND: witness.applicant})
    applicant = Applicant("applicant", witness.applicant, NAME)
    actor = Actor("clerk", NAME, "window_clerk") if channel == "window" else PERSON
    handed_in = tuple(HandedIn(each) for each in witness.materials)
    number = format_case_number("500000", day, 1)
    submit = Submit(actor, number, 1, channel, applicant, kept, handed_in)
    yield from _take(ground, done, START, None, Act("submit", submit, at))


def _take(ground: Ground, done: Walk, place: Place, before: Case | None, act: Act) -> Iterator[tuple[Place, datetime]]:
    answer = decide(before, act.command, ground.definition, ground.rulebook, ground.calendar, act.at)
    if isinstance(answer, Refusal):
        done.refused.setdefault(place, []).append((act, answer))
        return
    case = before
    for event in answer:
        case = evolve(case, event)
        if isinstance(event, NoticeOrdered):
            done.sent.append(Sent(event, case, act.name))
    if case is None:
        return
    there = place_of(case)
    new = there not in done.cases
    done.cases.setdefault(there, case)
    done.graph.add_edge(place, there, act=act.name)
    if new:
        yield there, act.at


def outcomes(walks: Iterable[Walk]) -> frozenset[str]:
    """List the outcomes that the walks came to."""
    return frozenset(case.outcome.value for each in walks for case in each.cases.values() if case.outcome)
