"""An application was handed in."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case
from tongban.law.evolve.folding import folds
from tongban.law.evolve.replacing import replace


@folds(happened.ReceiptDayCorrected)
def _receipt_day(case: Case, event: happened.ReceiptDayCorrected) -> Case:
    return replace(case, received_on=event.received_on)
