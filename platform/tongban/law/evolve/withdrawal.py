"""An application was taken back, by will or by law."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, CaseOutcome
from tongban.law.evolve.folding import closed, folds
from tongban.law.evolve.replacing import replace


@folds(happened.CaseWithdrawn)
def _withdrawn(case: Case, event: happened.CaseWithdrawn) -> Case:
    outcome = CaseOutcome.DEEMED_WITHDRAWN if event.deemed else CaseOutcome.WITHDRAWN
    return closed(replace(case, end_reasons=event.reason), outcome, event)
