"""The commands behind what happens beside the main way: extensions, standing still, surveys, deliveries, outcomes.

What time did by itself, and what another event of the same moment tells, has no command: it comes of itself again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tongban.law import RevocationGround
from tongban.law import commands as ask
from tongban.law import events as happened
from tongban.law.commands import Command
from tongban.law.events import Event


def _extension_asked(event: happened.ExtensionAsked) -> Command:
    return ask.AskExtension(event.actor, event.reasons, event.span)


def _extension_approved(event: happened.ExtensionApproved) -> Command:
    return ask.ApproveExtension(event.actor, event.approved_by)


def _extension_denied(event: happened.ExtensionDenied) -> Command:
    return ask.DenyExtension(event.actor, event.reasons)


def _countersign_asked(event: happened.CountersignAsked) -> Command | None:
    """Leave out what the definition itself asks for when the step's turn comes."""
    if event.actor.role == "system":
        return None
    return ask.AskCountersign(event.actor, event.step, event.role, event.person, event.reason)


def _countersigned(event: happened.Countersigned) -> Command:
    return ask.Countersign(event.actor, event.step, event.opinion)


def _opinion_asked(event: happened.OpinionAsked) -> Command:
    """Ask again, also where the house asked by itself: only it knows which departments are on the platform.

    A limit shorter than the rulebook's is not told.
    """
    return ask.AskOpinion(event.actor, event.step, event.department, event.name, event.question)


def _suspended(event: happened.CaseSuspended) -> Command:
    return ask.SuspendCase(event.actor, event.ground, event.reasons, event.resume_when)


def _resumed(event: happened.CaseResumed) -> Command:
    return ask.ResumeCase(event.actor, event.reasons)


def _terminated(event: happened.CaseTerminated) -> Command:
    return ask.TerminateCase(event.actor, event.ground, event.reasons)


def _lateness(event: happened.LatenessExplained) -> Command:
    return ask.ExplainLateness(event.actor, event.deadline, event.reason)


def _appointed(event: happened.SurveyAppointed) -> Command:
    return ask.AppointSurvey(event.actor, event.step, event.on, event.time, event.place, event.surveyors, event.bring)


def _recorded(event: happened.SurveyRecorded) -> Command:
    return ask.RecordSurvey(event.actor, event.step, event.held_on, event.findings, event.present, event.files)


def _dispatched(event: happened.ResultDispatched) -> Command:
    """Send by courier; by electronic way it is on its way where the rulebook counts from the opening."""
    if event.method == "courier":
        return ask.SendResult(event.actor, event.carrier, event.tracking)
    return ask.Deliver(event.actor, event.method)


def _came_back(event: happened.DeliveryFailed) -> Command:
    return ask.RecordFailedDelivery(event.actor, event.ground, event.note, event.method)


def _announced(event: happened.DeliveryAnnounced) -> Command:
    return ask.AnnounceDelivery(event.actor, event.reasons)


def _confirmed(event: happened.ReceiptConfirmed) -> Command:
    return ask.ConfirmReceipt(event.actor)


def _corrected(event: happened.OutcomeCorrected) -> Command:
    return ask.CorrectOutcome(event.actor, event.document, event.corrections, event.reasons, event.number)


def _use_suspended(event: happened.OutcomeSuspended) -> Command:
    return ask.SuspendOutcome(event.actor, event.reasons)


def _use_resumed(event: happened.OutcomeResumed) -> Command:
    return ask.ResumeOutcome(event.actor, event.reasons)


def _revocation_told(event: happened.RevocationTold) -> Command:
    return ask.TellRevocation(event.actor, event.ground, event.reasons)


def _hearing_asked(event: happened.HearingAsked) -> Command:
    return ask.AskHearing(event.actor, event.reasons)


def _hearing_waived(event: happened.HearingWaived) -> Command | None:
    """Leave out what silence gave up (licensing law art. 47)."""
    return None if event.by_silence else ask.WaiveHearing(event.actor)


def _hearing_held(event: happened.HearingHeld) -> Command:
    return ask.RecordHearing(event.actor, event.record)


def _revocation_dropped(event: happened.RevocationDropped) -> Command:
    return ask.DropRevocation(event.actor, event.reasons)


def _outcome_revoked(event: happened.OutcomeRevoked) -> Command | None:
    """Leave out what was revoked for a breach: the commitment's own event tells it (ORD §32)."""
    if event.ground is RevocationGround.BREACH:
        return None
    return ask.RevokeOutcome(event.actor, event.reasons)


def _cancelled(event: happened.OutcomeCancelled) -> Command:
    return ask.CancelOutcome(event.actor, event.ground, event.reasons)


def _reissued(event: happened.OutcomeReissued) -> Command:
    return ask.ReissueOutcome(event.actor, event.ground, event.reasons)


def _renewal_asked(event: happened.RenewalAsked) -> Command:
    return ask.AskRenewal(event.actor, event.reasons)


def _renewal_refused(event: happened.RenewalRefused) -> Command:
    return ask.RefuseRenewal(event.actor, event.reasons)


def _renewed(event: happened.OutcomeRenewed) -> Command | None:
    """Leave out what was renewed because nobody decided (licensing law art. 50); the span is the definition's own."""
    return None if event.deemed else ask.GrantRenewal(event.actor, event.opinion)


def _refund_ordered(event: happened.RefundOrdered) -> Command | None:
    """Leave out what a refusal, or the end of the case, gave back by itself (335 §27)."""
    return None if event.actor.role == "system" else ask.OrderRefund(event.actor, event.reasons)


def _refunded(event: happened.RefundMade) -> Command:
    return ask.RecordRefund(event.actor, event.payment, event.number)


LATER_COMMANDS: Mapping[type[Event], Callable[[Any], Command | None]] = {
    happened.ExtensionAsked: _extension_asked,
    happened.ExtensionApproved: _extension_approved,
    happened.ExtensionDenied: _extension_denied,
    happened.CountersignAsked: _countersign_asked,
    happened.Countersigned: _countersigned,
    happened.OpinionAsked: _opinion_asked,
    happened.CaseSuspended: _suspended,
    happened.CaseResumed: _resumed,
    happened.CaseTerminated: _terminated,
    happened.LatenessExplained: _lateness,
    happened.SurveyAppointed: _appointed,
    happened.SurveyRecorded: _recorded,
    happened.ResultDispatched: _dispatched,
    happened.DeliveryFailed: _came_back,
    happened.DeliveryAnnounced: _announced,
    happened.ReceiptConfirmed: _confirmed,
    happened.OutcomeCorrected: _corrected,
    happened.OutcomeSuspended: _use_suspended,
    happened.OutcomeResumed: _use_resumed,
    happened.RevocationTold: _revocation_told,
    happened.HearingAsked: _hearing_asked,
    happened.HearingWaived: _hearing_waived,
    happened.HearingHeld: _hearing_held,
    happened.RevocationDropped: _revocation_dropped,
    happened.OutcomeRevoked: _outcome_revoked,
    happened.OutcomeCancelled: _cancelled,
    happened.OutcomeReissued: _reissued,
    happened.RenewalAsked: _renewal_asked,
    happened.RenewalRefused: _renewal_refused,
    happened.OutcomeRenewed: _renewed,
    happened.RefundOrdered: _refund_ordered,
    happened.RefundMade: _refunded,
}
