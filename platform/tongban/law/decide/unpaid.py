"""A fee is not paid in time: one reminder with a limit of its own; then what the rulebook says (335 §27)."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Deadline, DeadlineKind, DeadlineStatus, State
from tongban.law.decide.consequences import at_end_of
from tongban.law.decide.fees import REMINDED, order_payment_notice
from tongban.law.decide.proceeding import Proceeding
from tongban.law.decide.withdrawal import end_by_withdrawal


@at_end_of(DeadlineKind.PAYMENT)
def _unpaid(proceeding: Proceeding, deadline: Deadline) -> None:
    """Remind once; after the second limit the case waits, or ends where the rulebook says so."""
    proceeding.record(happened.DeadlineClosed(deadline=deadline.id, status=DeadlineStatus.LAPSED, **proceeding.stamp()))
    if proceeding.case.state is not State.ACCEPTED:
        return
    if deadline.subject != REMINDED:
        limit = proceeding.rulebook.payment
        proceeding.open(DeadlineKind.PAYMENT, limit.span, proceeding.today, limit.article, REMINDED)
        order_payment_notice(proceeding)
    elif proceeding.rulebook.unpaid_is_withdrawn.holds:
        end_by_withdrawal(proceeding, "经提醒仍没有缴纳依法应缴的费用，视为撤回申请。", deemed=True)
