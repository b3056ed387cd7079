"""Accepted with gaps (335 §19): promised, accepted on the promise, brought later or not."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, LaterMaterials
from tongban.law.evolve.folding import folds, with_handed_in
from tongban.law.evolve.replacing import replace


@folds(happened.LaterPromised)
def _promised(case: Case, event: happened.LaterPromised) -> Case:
    return replace(case, later=LaterMaterials(event.materials, event.at))


@folds(happened.AcceptedOnPromise)
def _accepted_on_promise(case: Case, event: happened.AcceptedOnPromise) -> Case:
    return replace(case, later=replace(_later(case), materials=event.materials, accepted_at=event.at))


@folds(happened.LaterReceived)
def _received(case: Case, event: happened.LaterReceived) -> Case:
    later = _later(case)
    brought = tuple(each.material for each in event.materials)
    later = replace(later, supplied=(*later.supplied, *brought), completed_at=event.at if event.complete else None)
    return replace(case, later=later, materials=with_handed_in(case, event.materials))


@folds(happened.LaterMissed)
def _missed(case: Case, event: happened.LaterMissed) -> Case:
    return replace(case, later=replace(_later(case), missed_at=event.at))


def _later(case: Case) -> LaterMaterials:
    assert case.later is not None
    return case.later
