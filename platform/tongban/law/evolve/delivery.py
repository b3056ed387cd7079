"""A result on its way (335 §26)."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, Dispatch, FailedDelivery
from tongban.law.evolve.folding import folds
from tongban.law.evolve.replacing import replace


@folds(happened.ResultDispatched)
def _dispatched(case: Case, event: happened.ResultDispatched) -> Case:
    return replace(case, dispatch=Dispatch(event.method, event.carrier, event.tracking, event.at))


@folds(happened.DeliveryFailed)
def _failed(case: Case, event: happened.DeliveryFailed) -> Case:
    failed = FailedDelivery(event.method, event.ground, event.note, event.at)
    return replace(case, dispatch=None, failed_deliveries=(*case.failed_deliveries, failed))


@folds(happened.DeliveryAnnounced)
def _announced(case: Case, event: happened.DeliveryAnnounced) -> Case:
    return replace(case, dispatch=None, announced_at=event.at)


@folds(happened.ReceiptConfirmed)
def _confirmed(case: Case, event: happened.ReceiptConfirmed) -> Case:
    assert case.delivery is not None
    return replace(case, delivery=replace(case.delivery, confirmed_at=event.at))
