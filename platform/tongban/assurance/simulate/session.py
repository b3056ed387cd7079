"""A run, move by move: the law decides each, time takes effect by itself, and what follows is gathered for the eye."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from tongban.assurance.moves import move_of, submission
from tongban.assurance.play import answers_of, paper_cast
from tongban.assurance.simulate.notices import worded
from tongban.calendars import WorkingCalendar
from tongban.definitions import Definition
from tongban.definitions.examples import Deed, Example
from tongban.definitions.rulebook import Rulebook
from tongban.errors import TongbanError
from tongban.law import (
    Case,
    Deadline,
    DeadlineOpened,
    DeadlineSuperseded,
    Event,
    NoticeOrdered,
    Refusal,
    decide,
    evolve,
)
from tongban.law.commands import Command
from tongban.law.numbers import format_case_number
from tongban.law.work import Work, work_of
from tongban.notices import Document

#: the number under which every run is kept; it is nobody's case
DIVISION = "500000"


@dataclass(frozen=True, slots=True)
class Stage:
    """On what a run is played: the definition as it stands, the law's parameters, the days, and who serves."""

    definition: Definition
    rulebook: Rulebook
    calendar: WorkingCalendar
    tenant_name: str


@dataclass(frozen=True, slots=True)
class Happening:
    """What came of one move. `deed` is None for the submission."""

    at: datetime
    deed: Deed | None
    events: tuple[Event, ...]
    notices: tuple[Document, ...]
    deadlines: tuple[Deadline, ...]  # opened by it, as they stood then
    queued: tuple[Work, ...]  # what a desk found in its queue afterwards that was not there before


@dataclass(frozen=True, slots=True)
class Simulation:
    """A run so far. `refused` says why the script's next move was not allowed; the script ends before it."""

    stage: Stage
    script: Example
    case: Case
    at: datetime
    happenings: tuple[Happening, ...]
    refused: Refusal | None = None

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(event for each in self.happenings for event in each.events)


def run(stage: Stage, script: Example) -> Simulation:
    """Play a script from its beginning; a refusal ends it. Raises TongbanError where it may not even begin."""
    simulation = _begin(stage, replace(script, then=()))
    for deed in script.then:
        answer = perform(simulation, deed)
        if isinstance(answer, Refusal):
            return replace(simulation, refused=answer)
        simulation = answer
    return simulation


def perform(simulation: Simulation, deed: Deed) -> Simulation | Refusal:
    """Do one thing more, `deed.after` working days later; a refusal changes nothing."""
    stage, script = simulation.stage, simulation.script
    move = move_of(deed, simulation.at, stage.definition, stage.calendar, paper_cast(script), script.path)
    if deed.step and deed.step not in {each.id for each in stage.definition.process}:
        return Refusal("no_such_step", f"这个事项没有编号为“{deed.step}”的环节。")
    events = _decide(stage, simulation.case, move.command(simulation.case), move.at)
    if isinstance(events, Refusal):
        return events
    happening, case = _happening(stage, simulation.case, events, move.at, deed)
    return Simulation(
        stage,
        replace(script, then=(*script.then, deed)),
        case,
        move.at,
        (*simulation.happenings, happening),
    )


def _begin(stage: Stage, script: Example) -> Simulation:
    number = format_case_number(DIVISION, script.begin.date(), 1)
    answers = answers_of(script, stage.definition)
    at, command = submission(script, paper_cast(script), answers, number, 1, stage.rulebook)
    events = _decide(stage, None, command, at)
    if isinstance(events, Refusal):
        raise TongbanError(events.message, article=events.article)
    happening, case = _happening(stage, None, events, at, None)
    return Simulation(stage, script, case, at, (happening,))


def _decide(stage: Stage, case: Case | None, command: Command, at: datetime) -> tuple[Event, ...] | Refusal:
    return decide(case, command, stage.definition, stage.rulebook, stage.calendar, at)


def _happening(
    stage: Stage, before: Case | None, events: tuple[Event, ...], at: datetime, deed: Deed | None
) -> tuple[Happening, Case]:
    case, notices, opened = before, list[Document](), list[str]()
    for event in events:
        case = evolve(case, event)
        if isinstance(event, NoticeOrdered):
            notices.append(worded(stage.definition, stage.tenant_name, case, event, stage.rulebook.timezone))
        elif isinstance(event, DeadlineOpened | DeadlineSuperseded):
            opened.append((event.deadline if isinstance(event, DeadlineOpened) else event.by).id)
    if case is None:
        raise AssertionError("a submission that is not refused makes a case")
    waited = work_of(before, stage.definition) if before is not None else ()
    queued = tuple(each for each in work_of(case, stage.definition) if each not in waited)
    deadlines = tuple(case.deadline(each) for each in opened)
    return Happening(at, deed, events, tuple(notices), deadlines, queued), case
