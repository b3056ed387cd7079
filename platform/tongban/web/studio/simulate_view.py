"""A run as the page shows it: where it stands, what may be done, the way it came, and its limits day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from markupsafe import Markup

from tongban.assurance.simulate import Happening, Simulation, days_to_next_deadline, script_to_json
from tongban.calendars.working_calendar import WEEKDAYS
from tongban.definitions import Definition
from tongban.forms import APPLICANT_KIND, load
from tongban.forms.summary import SummarySection, summary_view
from tongban.law import Deadline, Event, MaterialChecked, State, Verdict
from tongban.law.roles import NAMES
from tongban.notices import Document
from tongban.web.clock_view import ClockView, CountView, clock_view, count_view
from tongban.web.desk.document_view import paper
from tongban.web.story import StoryEntry, state_of, tell_story, who
from tongban.web.studio.simulate_deeds import DeedView, Posted, deed_views
from tongban.web.view_words import day, moment


@dataclass(frozen=True, slots=True)
class SheetView:
    """One notice, rendered."""

    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class LimitView:
    """One limit with its count; `words` says it in one line."""

    name: str
    words: str
    count: CountView
    clock: ClockView


@dataclass(frozen=True, slots=True)
class HappeningView:
    """One move on the timeline."""

    at: str
    weekday: str
    iso: str
    entries: tuple[StoryEntry, ...]
    tone: str
    sheets: tuple[SheetView, ...]
    limits: tuple[LimitView, ...]
    queued: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """The run, whole."""

    script: str
    applicant: str
    now: str
    weekday: str
    state: str
    tone: str
    closed: bool
    deeds: tuple[DeedView, ...]
    happenings: tuple[HappeningView, ...]
    limits: tuple[LimitView, ...]  # that run now
    ahead: int | None  # working days until the next limit has ended
    moves: int
    form: tuple[SummarySection, ...]


def run_view(simulation: Simulation, posted: Posted | None = None) -> RunView:
    """Show a run; `posted` is what was typed for a deed that was refused."""
    case, stage = simulation.case, simulation.stage
    local = simulation.at.astimezone(stage.rulebook.timezone)
    state, tone = state_of(case.state, case.outcome)
    return RunView(
        script=script_to_json(simulation.script),
        applicant=case.applicant.name,
        now=moment(simulation.at),
        weekday=_(WEEKDAYS[local.weekday()]),
        state=state,
        tone=tone,
        closed=case.state is State.CLOSED,
        deeds=tuple(deed_views(simulation, posted)),
        happenings=tuple(_happening(each, simulation) for each in simulation.happenings),
        limits=tuple(_limit(each, simulation) for each in case.deadlines if each.is_open),
        ahead=days_to_next_deadline(simulation),
        moves=len(simulation.script.then),
        form=tuple(summary_view(stage.definition, _answers(simulation))),
    )


def _answers(simulation: Simulation) -> dict[str, object]:
    case = simulation.case
    return {**load(simulation.stage.definition, case.answers), APPLICANT_KIND: case.applicant.kind}


def _happening(happening: Happening, simulation: Simulation) -> HappeningView:
    definition = simulation.stage.definition
    told = [entry for each in happening.events for entry in _entries(each, definition)]
    local = happening.at.astimezone(simulation.stage.rulebook.timezone)
    tones = [each.tone for each in told if each.tone]
    return HappeningView(
        at=moment(happening.at),
        weekday=_(WEEKDAYS[local.weekday()]),
        iso=local.isoformat(timespec="minutes"),
        entries=tuple(told),
        tone=tones[-1] if tones else "",
        sheets=tuple(_sheet(each) for each in happening.notices),
        limits=tuple(_limit(each, simulation) for each in happening.deadlines),
        queued=tuple(
            _("%(role)s：%(work)s", role=_(NAMES.get(each.role, each.role)), work=_(each.name))
            for each in happening.queued
        ),
    )


def _entries(event: Event, definition: Definition) -> Iterator[StoryEntry]:
    """Tell one event; who acts is a role here, and that each material was in order goes without saying."""
    if not (isinstance(event, MaterialChecked) and event.verdict is Verdict.OK):
        for entry in tell_story([event], definition, for_applicant=False):
            yield replace(entry, who=who(event.actor, for_applicant=True))


def _sheet(document: Document) -> SheetView:
    return SheetView(_(document.title), paper(document, heading=4))


def _limit(deadline: Deadline, simulation: Simulation) -> LimitView:
    stage = simulation.stage
    clock = clock_view(deadline, stage.calendar, stage.rulebook, simulation.at)
    step = next((each.name for each in stage.definition.process if each.id == deadline.subject), "")
    name = _("%(limit)s（%(step)s）", limit=clock.name, step=step) if step else clock.name
    zone = stage.rulebook.timezone
    due = _("最后期限 %(day)s", day=day(deadline.due.astimezone(zone))) if deadline.due else _("暂停计时")
    words = _("%(name)s：%(budget)s，%(due)s", name=name, budget=clock.budget_text, due=due)
    return LimitView(name, words, count_view(deadline, stage.calendar, stage.rulebook), clock)
