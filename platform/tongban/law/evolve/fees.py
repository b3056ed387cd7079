"""Fees fell due, were paid, went back."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, FeeRun, Payment, Refund
from tongban.law.evolve.folding import folds
from tongban.law.evolve.replacing import replace


@folds(happened.FeesAssessed)
def _assessed(case: Case, event: happened.FeesAssessed) -> Case:
    return replace(case, fees=FeeRun(event.invoice, event.lines, event.at))


@folds(happened.PaymentReceived)
def _received(case: Case, event: happened.PaymentReceived) -> Case:
    run = _run(case)
    payment = Payment(event.payment, event.amount, event.way, event.paid_at)
    return replace(case, fees=replace(run, payments=(*run.payments, payment)))


@folds(happened.RefundOrdered)
def _ordered(case: Case, event: happened.RefundOrdered) -> Case:
    run = _run(case)
    refund = Refund(event.payment, event.amount, event.reasons, event.at)
    return replace(case, fees=replace(run, refunds=(*run.refunds, refund)))


@folds(happened.RefundMade)
def _made(case: Case, event: happened.RefundMade) -> Case:
    run = _run(case)
    refunds = (
        replace(each, refunded_at=event.at, number=event.number) if each.payment == event.payment else each
        for each in run.refunds
    )
    return replace(case, fees=replace(run, refunds=tuple(refunds)))


def _run(case: Case) -> FeeRun:
    assert case.fees is not None
    return case.fees
