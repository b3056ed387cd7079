"""The reason for a missed limit was given."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case
from tongban.law.evolve.folding import folds, with_deadline
from tongban.law.evolve.replacing import replace


@folds(happened.LatenessExplained)
def _explained(case: Case, event: happened.LatenessExplained) -> Case:
    old = case.deadline(event.deadline)
    return with_deadline(case, replace(old, late_reason=event.reason, explained_at=event.at))
