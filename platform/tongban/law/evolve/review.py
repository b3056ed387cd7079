"""Steps and special procedures of the review (335 §21, §25)."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, SpecialRun, StepRecord
from tongban.law.evolve.folding import folds, unfinished
from tongban.law.evolve.replacing import replace


@folds(happened.SpecialProcedureStarted)
def _special_started(case: Case, event: happened.SpecialProcedureStarted) -> Case:
    run = SpecialRun(event.step, event.procedure, event.announced, event.at)
    return replace(case, specials=(*case.specials, run))


@folds(happened.SpecialProcedureEnded)
def _special_ended(case: Case, event: happened.SpecialProcedureEnded) -> Case:
    """End it; an appointment that was not kept lapses with it."""
    specials = tuple(each for each in case.specials if each.step != event.step)
    held = tuple(each for each in case.surveys if each.step != event.step or each.recorded)
    return replace(case, specials=specials, surveys=held)


@folds(happened.StepCompleted)
def _step_done(case: Case, event: happened.StepCompleted) -> Case:
    record = StepRecord(event.step, event.actor, event.at, event.opinion)
    done = (*case.steps_done, record)
    return replace(case, steps_done=done, open_steps=unfinished(case.stages, done))


@folds(happened.StepReturned)
def _step_returned(case: Case, event: happened.StepReturned) -> Case:
    """What ran beside the step that is done again stands; what came after it does not."""
    stage = next(number for number, each in enumerate(case.stages) if event.to in each)
    before = {step for each in case.stages[: stage + 1] for step in each} - {event.to}
    kept = tuple(each for each in case.steps_done if each.step in before)
    signatures = tuple(each for each in case.signatures if each.step in before)  # what is done again is signed again
    return replace(case, steps_done=kept, open_steps=unfinished(case.stages, kept), signatures=signatures)
