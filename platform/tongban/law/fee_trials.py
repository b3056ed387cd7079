"""What is tried of the acts about fees at a desk (335 §27)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.law.commands import AssessFees, Command, OrderRefund, RecordPayment, RecordRefund
from tongban.law.trials import SOMETHING, Action, Trial, tries


@tries(Action.ASSESS_FEES)
def _assess_fees(trial: Trial) -> Iterator[Command]:
    yield AssessFees(trial.actor)


@tries(Action.RECORD_PAYMENT)
def _record_payment(trial: Trial) -> Iterator[Command]:
    run = trial.case.fees
    if run is not None and run.unpaid:
        yield RecordPayment(trial.actor, run.invoice, SOMETHING, run.total, way="window")


@tries(Action.ORDER_REFUND)
def _order_refund(trial: Trial) -> Iterator[Command]:
    yield OrderRefund(trial.actor, SOMETHING)


@tries(Action.RECORD_REFUND)
def _record_refund(trial: Trial) -> Iterator[Command]:
    owed = trial.case.fees.owed_back if trial.case.fees else ()
    yield from (RecordRefund(trial.actor, each.payment, SOMETHING) for each in owed)
