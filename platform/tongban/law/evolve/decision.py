"""The decision and its delivery (335 §25, §26)."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, Decision, Delivery, State
from tongban.law.evolve.folding import folds
from tongban.law.evolve.replacing import replace


@folds(happened.CaseDecided)
def _decided(case: Case, event: happened.CaseDecided) -> Case:
    said = (event.opinion, event.reasons)
    decision = Decision(event.outcome, *said, event.actor, event.at, event.granted, event.refused, event.entered)
    return replace(case, state=State.DECIDED, decision=decision, outcome=event.outcome, decided_at=event.at)


@folds(happened.CaseDelivered)
def _delivered(case: Case, event: happened.CaseDelivered) -> Case:
    delivery = Delivery(event.method, event.receiver, event.at, carrier=event.carrier, tracking=event.tracking)
    return replace(case, state=State.CLOSED, delivery=delivery, closed_at=event.at, dispatch=None)
