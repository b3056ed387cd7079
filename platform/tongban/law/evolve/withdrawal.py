"""An application was taken back, by will or by law."""

from __future__ import annotations

from dataclasses import replace

from tongban.law import events as happened
from tongban.law.case import Case, CaseOutcome
from tongban.law.evolve.folding import closed, folds


@folds(happened.CaseWithdrawn)
def _withdrawn(case: Case, event: happened.CaseWithdrawn) -> Case:
    outcome = CaseOutcome.DEEMED_WITHDRAWN if event.deemed else CaseOutcome.WITHDRAWN
    return closed(replace(case, end_reasons=event.reason), outcome, event)
