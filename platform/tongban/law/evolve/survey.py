"""A survey was appointed, and recorded."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, Survey
from tongban.law.evolve.folding import folds
from tongban.law.evolve.replacing import replace


@folds(happened.SurveyAppointed)
def _appointed(case: Case, event: happened.SurveyAppointed) -> Case:
    """Another appointment for the same step takes the place of the one before, unless that was held."""
    kept = tuple(each for each in case.surveys if each.step != event.step or each.recorded)
    survey = Survey(event.step, event.on, event.time, event.place, event.surveyors, event.bring)
    return replace(case, surveys=(*kept, survey))


@folds(happened.SurveyRecorded)
def _recorded(case: Case, event: happened.SurveyRecorded) -> Case:
    return replace(
        case,
        surveys=tuple(
            replace(each, held_on=event.held_on, findings=event.findings, present=event.present, files=event.files)
            if each.step == event.step and not each.recorded
            else each
            for each in case.surveys
        ),
    )
