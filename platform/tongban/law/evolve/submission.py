"""An application was handed in."""

from __future__ import annotations

from dataclasses import replace

from tongban.law import events as happened
from tongban.law.case import Case
from tongban.law.evolve.folding import folds


@folds(happened.ReceiptDayCorrected)
def _receipt_day(case: Case, event: happened.ReceiptDayCorrected) -> Case:
    return replace(case, received_on=event.received_on)
