"""Withdrawal before the decision, by the applicant's will or by the law's presumption (335 §18(2))."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import DeadlineStatus, State
from tongban.law.commands import Withdraw
from tongban.law.decide.fees import settle_ended
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.roles import APPLYING


@decides(Withdraw)
def withdraw(proceeding: Proceeding, command: Withdraw) -> None:
    """Take the application back; until the decision it is the applicant's own to take back."""
    states = (State.SUBMITTED, State.SUPPLEMENTING, State.ACCEPTED)
    proceeding.require_state("撤回申请", "335 §18", *states)
    proceeding.require_role("撤回申请", "335 §18", APPLYING)
    require_text(command.reason, "no_reasons", "撤回申请请写明原因，以便记录在案。", "")
    end_by_withdrawal(proceeding, command.reason, deemed=False)


def end_by_withdrawal(proceeding: Proceeding, reason: str, *, deemed: bool) -> None:
    """Close the case as withdrawn and tell the applicant."""
    proceeding.record(happened.CaseWithdrawn(deemed=deemed, reason=reason, **proceeding.stamp()))
    proceeding.end(DeadlineStatus.CANCELLED)
    proceeding.order("withdrawal_notice")
    settle_ended(proceeding)
