"""The one-time notice went out, and what came of it (335 §18)."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, State, SupplementNotice
from tongban.law.evolve.folding import folds, with_handed_in, with_notice_set_aside
from tongban.law.evolve.replacing import replace


@folds(happened.SupplementRequested)
def _requested(case: Case, event: happened.SupplementRequested) -> Case:
    notice = SupplementNotice(event.deficiencies, event.limit, event.at)
    return replace(case, state=State.SUPPLEMENTING, supplement=notice)


@folds(happened.SecondNoticeAllowed)
def _second_allowed(case: Case, _event: happened.SecondNoticeAllowed) -> Case:
    return with_notice_set_aside(case)


@folds(happened.SupplyReceived)
def _supplied(case: Case, event: happened.SupplyReceived) -> Case:
    assert case.supplement is not None
    notice = replace(case.supplement, supplied=event.supplied, completed_at=event.at if event.complete else None)
    case = replace(case, supplement=notice, answers={**case.answers, **event.answers})
    case = replace(case, materials=with_handed_in(case, event.materials))
    return replace(case, state=State.SUBMITTED, received_on=event.received_on) if event.complete else case
