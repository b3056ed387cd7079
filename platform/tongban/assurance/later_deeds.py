"""What examples may show of time, delivery and what becomes of a result: each deed as its command."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tongban.assurance.cast import Cast
from tongban.definitions import Definition
from tongban.definitions.examples import Deed
from tongban.law import (
    SYSTEM,
    ApproveExtension,
    AskExtension,
    AskRenewal,
    Case,
    FailureGround,
    RecordFailedDelivery,
    RecordPayment,
    ResumeCase,
    RevocationGround,
    RevokeOutcome,
    SendResult,
    SuspendCase,
    SuspensionGround,
    TellRevocation,
)
from tongban.law.commands import Command

CHIEF = "chief_representative"


def _ask_extension(_case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    return AskExtension(cast.staff("reviewer"), deed.reasons)


def _approve_extension(_case: Case, _deed: Deed, _definition: Definition, cast: Cast) -> Command:
    return ApproveExtension(cast.staff(CHIEF))


def _suspend(_case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    return SuspendCase(cast.staff(CHIEF), SuspensionGround(deed.ground), deed.reasons)


def _resume(_case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    return ResumeCase(cast.staff(CHIEF), deed.reasons)


def _send_result(_case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    return SendResult(cast.staff("window_clerk"), deed.carrier, deed.tracking)


def _failed_delivery(_case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    return RecordFailedDelivery(cast.staff("window_clerk"), FailureGround(deed.ground), deed.reasons)


def _tell_revocation(_case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    return TellRevocation(cast.staff(CHIEF), RevocationGround(deed.ground), deed.reasons)


def _revoke_outcome(_case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    return RevokeOutcome(cast.staff(CHIEF), deed.reasons)


def _ask_renewal(_case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    return AskRenewal(cast.person, deed.reasons)


def _pay(case: Case, _deed: Deed, _definition: Definition, _cast: Cast) -> Command:
    """Confirm, as the gateway would, that the whole invoice was paid."""
    run = case.fees
    invoice, total, at = (run.invoice, run.total, run.assessed_at) if run else ("", 0, case.submitted_at)
    return RecordPayment(SYSTEM, invoice, f"示例流水-{invoice}", total, at)


LATER_DEEDS: Mapping[str, Callable[[Case, Deed, Definition, Cast], Command]] = {
    "ask_extension": _ask_extension,
    "approve_extension": _approve_extension,
    "suspend_case": _suspend,
    "resume_case": _resume,
    "send_result": _send_result,
    "failed_delivery": _failed_delivery,
    "tell_revocation": _tell_revocation,
    "revoke_outcome": _revoke_outcome,
    "ask_renewal": _ask_renewal,
    "pay": _pay,
}
