"""Another body took the case over (36 §14(3))."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, HandedOver
from tongban.law.evolve.folding import folds
from tongban.law.evolve.replacing import replace


@folds(happened.CaseHandedOver)
def _handed_over(case: Case, event: happened.CaseHandedOver) -> Case:
    line = HandedOver(event.change, event.on, event.from_name, event.to_name)
    authority = event.authority or case.authority
    return replace(case, tenant=event.to_tenant, authority=authority, handed_over=(*case.handed_over, line))
