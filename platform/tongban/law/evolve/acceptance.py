"""What happened before acceptance, and the acceptance itself (335 §17, §20)."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, CaseOutcome, State
from tongban.law.evolve.folding import closed, folds, unfinished, with_handed_in
from tongban.law.evolve.replacing import replace


@folds(happened.MaterialChecked)
def _checked(case: Case, event: happened.MaterialChecked) -> Case:
    return replace(
        case,
        materials=tuple(
            replace(each, verdict=event.verdict, note=event.note) if each.id == event.material else each
            for each in case.materials
        ),
    )


@folds(happened.CorrectedOnTheSpot)
def _corrected(case: Case, event: happened.CorrectedOnTheSpot) -> Case:
    return replace(case, materials=with_handed_in(case, event.materials), answers={**case.answers, **event.answers})


@folds(happened.CaseAccepted)
def _accepted(case: Case, event: happened.CaseAccepted) -> Case:
    stages = event.stages or tuple((each,) for each in event.steps)
    return replace(
        case,
        state=State.ACCEPTED,
        accepted_at=event.at,
        accepted_on=event.accepted_on,
        acceptance_deemed=event.deemed,
        stages=stages,
        open_steps=unfinished(stages, ()),
    )


@folds(happened.CaseDeclined)
def _declined(case: Case, event: happened.CaseDeclined) -> Case:
    case = replace(case, end_reasons=event.reasons, where_to_go=event.where_to_go)
    return closed(case, CaseOutcome.NOT_ACCEPTED, event)
