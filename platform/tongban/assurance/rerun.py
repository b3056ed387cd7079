"""Run the commands of a real case again on some definition, as far as they fit it.

What the other definition does not have is passed over (a step, a material); what it demands more is taken as handed in
and in order, for whether it is demanded is told by itself. What is then refused ends the run, and says why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tongban.assurance.retrace import Asked
from tongban.calendars import WorkingCalendar
from tongban.definitions import Definition
from tongban.definitions.rulebook import Rulebook
from tongban.law import Case, Deficiency, HandedIn, MaterialVerdict, Refusal, State, Verdict, applicable, decide, evolve
from tongban.law import commands as ask
from tongban.law.commands import Command
from tongban.law.licences import made_up_entries


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a case is run: a definition, the law's parameters and the days."""

    definition: Definition
    rulebook: Rulebook
    calendar: WorkingCalendar


@dataclass(frozen=True, slots=True)
class Stopped:
    """The command that could not be given, when, and why."""

    at: datetime
    command: Command
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Rerun:
    """How a case stands after its commands. None: not even the submission was possible."""

    case: Case | None
    stopped: Stopped | None = None


def rerun(asked: Iterable[Asked], ground: Ground, now: datetime, assumed: Collection[str] = ()) -> Rerun:
    """Run the commands, then let time take effect up to `now`. `assumed` are materials taken as handed in at once."""
    case: Case | None = None
    for each in asked:
        command = _fitted(each.command, case, ground.definition, assumed)
        if command is None:
            continue
        answer = _decide(case, command, ground, each.at)
        if isinstance(answer, Refusal):
            if isinstance(each.command, ask.CheckMaterial | ask.ExplainLateness):  # may be in order, in time, here
                continue
            return Rerun(case, Stopped(each.at, each.command, answer))
        case = answer
    if case is None:
        return Rerun(None)
    later = _decide(case, ask.PassTime(), ground, now)
    return Rerun(case if isinstance(later, Refusal) else later)


def _decide(case: Case | None, command: Command, ground: Ground, at: datetime) -> Case | Refusal:
    answer = decide(case, command, ground.definition, ground.rulebook, ground.calendar, at)
    if isinstance(answer, Refusal):
        return answer
    for event in answer:
        case = evolve(case, event)
    assert case is not None  # a submission that is not refused makes a case
    return case


_ABOUT_A_STEP = (
    ask.CompleteStep, ask.StartSpecialProcedure, ask.EndSpecialProcedure, ask.AppointSurvey, ask.RecordSurvey,
    ask.AskCountersign, ask.AskOpinion,
)  # fmt: skip


def _fitted(command: Command, case: Case | None, definition: Definition, assumed: Collection[str]) -> Command | None:
    """Give the command as this definition can take it; None where it is about nothing that the definition has."""
    if isinstance(command, ask.Submit):
        return _submission(command, definition, assumed)
    if case is None:
        return command
    if isinstance(command, _ABOUT_A_STEP):
        return _of_step(command, case, definition) if _applies(command.step, case, definition) else None
    if isinstance(command, ask.ReturnStep):
        return command if _applies(command.to, case, definition) else None
    if _not_asked(command, case):
        return None
    return _with_materials(command, case, definition)


def _of_step(command: Command, case: Case, definition: Definition) -> Command | None:
    """Fit what surveys ask: one is not held where the draft has none, and where it has one that was not, that is said.

    Histories from before a survey's record was asked for end without one as well.
    """
    if not isinstance(command, ask.EndSpecialProcedure | ask.AppointSurvey | ask.RecordSurvey):
        return command
    procedure = definition.step(command.step).special_procedure
    surveying = procedure is not None and procedure.is_survey
    if not isinstance(command, ask.EndSpecialProcedure):
        return command if surveying else None
    recorded = any(each.step == command.step and each.recorded for each in case.surveys)
    return replace(command, not_held=(command.not_held or command.opinion) if surveying and not recorded else "")


def _not_asked(command: Command, case: Case) -> bool:
    """Tell whether the draft asks nobody for it: no signature beside the owner's, no opinion, no fee."""
    match command:
        case ask.Countersign():
            return case.signature_for(command.step, command.actor) is None
        case ask.GiveOpinion():
            return all(each.id != command.opinion for each in case.opinions)
        case ask.RecordPayment():
            return case.fees is None
    return False


def _with_materials(command: Command, case: Case, definition: Definition) -> Command | None:
    """Fit what speaks of materials: those that apply are handed in, those nobody judged are in order."""
    match command:
        case ask.Supply() | ask.CorrectOnTheSpot():
            materials = _applying(command.materials, {**case.answers, **command.answers}, case, definition)
            waiting = case.state is State.SUPPLEMENTING or isinstance(command, ask.CorrectOnTheSpot)
            return replace(command, materials=materials) if waiting and (materials or command.answers) else None
        case ask.RequestSupplement():
            named = _listed(command, definition)
            verdicts = _unjudged(case, definition, leaving={each.id for each in named})
            return replace(command, deficiencies=named, verdicts=verdicts) if named else None
        case ask.Grant() | ask.GrantInPart():
            return replace(command, verdicts=_unjudged(case, definition), entered=_entries(command, case, definition))
        case ask.Accept() | ask.AcceptTolerantly() | ask.Refuse():
            return replace(command, verdicts=_unjudged(case, definition))
    return command


def _entries(command: ask.Grant | ask.GrantInPart, case: Case, definition: Definition) -> dict[str, str]:
    """Keep what was entered and is still asked for; whoever decides would enter the rest."""
    return {name: command.entered.get(name, made_up) for name, made_up in made_up_entries(case, definition).items()}


def _submission(command: ask.Submit, definition: Definition, assumed: Collection[str]) -> ask.Submit:
    """Hand in what applies, and what is assumed."""
    values = applicable.situation(definition, command.answers, command.applicant.kind)
    applying = {each.id for each in applicable.materials(definition, values)}
    handed = tuple(each for each in command.materials if each.material in applying)
    known = {each.material for each in handed}
    more = tuple(HandedIn(each.id) for each in definition.materials if each.id in applying and each.id in assumed)
    return replace(command, materials=(*handed, *(each for each in more if each.material not in known)))


def _applies(step: str, case: Case, definition: Definition) -> bool:
    known = {each.id for each in definition.process}
    return step in known and (not case.steps or step in case.steps)


def _applying(
    materials: tuple[HandedIn, ...], answers: Mapping[str, object], case: Case, definition: Definition
) -> tuple[HandedIn, ...]:
    values = applicable.situation(definition, answers, case.applicant.kind)
    known = {each.id for each in applicable.materials(definition, values)}
    return tuple(each for each in materials if each.material in known)


def _listed(command: ask.RequestSupplement, definition: Definition) -> tuple[Deficiency, ...]:
    known = {each.id for each in definition.materials} | {each.id for each in definition.fields}
    return tuple(each for each in command.deficiencies if each.id in known)


def _unjudged(case: Case, definition: Definition, leaving: Iterable[str] = ()) -> tuple[MaterialVerdict, ...]:
    """Find in order what nobody has judged."""
    left = frozenset(leaving)
    handed = applicable.handed_in(case, definition)
    states = {each.id: each for each in case.materials}
    return tuple(
        MaterialVerdict(each.id, Verdict.OK)
        for each in handed
        if each.id not in left and states[each.id].verdict is None
    )
