"""The commands that made a case's history, found again from its events: what people asked, not what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongban.assurance.retrace_later import LATER_COMMANDS
from tongban.definitions import Definition
from tongban.law import CaseOutcome, Event
from tongban.law import commands as ask
from tongban.law import events as happened
from tongban.law.commands import Command
from tongban.law.roles import DELIVERING


@dataclass(frozen=True, slots=True)
class Asked:
    """A command and the moment at which it was given."""

    at: datetime
    command: Command


def retrace(events: Iterable[Event], definition: Definition) -> tuple[Asked, ...]:
    """Find the commands of a history that began on this definition. What time did by itself it will do again.

    A limit that was the definition's own is left to the definition, so that another one may say otherwise.
    """
    history = tuple(events)
    # on a promise the acceptance is told by the event before it
    on_promise = {each.at for each in history if isinstance(each, happened.AcceptedOnPromise)}
    # a department's own step ends with its answer, and with its silence
    answered = {each.at for each in history if isinstance(each, happened.OpinionGiven)}
    return tuple(
        Asked(each.at, command)
        for each in history
        if not (isinstance(each, happened.CaseAccepted) and each.at in on_promise)
        and not (isinstance(each, happened.StepCompleted) and each.at in answered and _of_others(each, definition))
        for command in _found(each, history, definition)
    )


def _of_others(event: happened.StepCompleted, definition: Definition) -> bool:
    return bool(definition.step(event.step).department)


def _found(event: Event, history: tuple[Event, ...], definition: Definition) -> Iterator[Command]:
    """Find the command behind an event; of some only what went before says enough."""
    if isinstance(event, happened.PaymentReceived):
        yield _paid(event, history)
    elif isinstance(event, happened.OpinionGiven):
        if not event.silent:
            yield _given(event, history)
    else:
        yield from _commands(event, definition)


def _given(event: happened.OpinionGiven, history: tuple[Event, ...]) -> Command:
    """Answer for the department that was asked: the answer itself does not name it."""
    asked = next(each for each in history if isinstance(each, happened.OpinionAsked) and each.opinion == event.opinion)
    return ask.GiveOpinion(event.actor, event.opinion, asked.department, event.objects, event.text)


def _paid(event: happened.PaymentReceived, history: tuple[Event, ...]) -> Command:
    """Pay the invoice that was open then: the payment itself does not name it."""
    before = history[: history.index(event)]
    invoice = next(each.invoice for each in reversed(before) if isinstance(each, happened.FeesAssessed))
    return ask.RecordPayment(event.actor, invoice, event.payment, event.amount, event.paid_at, event.way)


def _commands(event: Event, definition: Definition) -> Iterator[Command]:
    later, find = LATER_COMMANDS.get(type(event)), _COMMANDS.get(type(event))
    command = later(event) if later else find(event, definition) if find else None
    if command is not None:
        yield command


def _submit(event: happened.CaseSubmitted, _definition: Definition) -> Command:
    return ask.Submit(
        event.actor, event.number, event.version, event.channel, event.applicant, event.answers, event.materials
    )


def _receipt_day(event: happened.ReceiptDayCorrected, _definition: Definition) -> Command:
    return ask.CorrectReceiptDay(event.actor, event.received_on, event.reason)


def _checked(event: happened.MaterialChecked, _definition: Definition) -> Command:
    return ask.CheckMaterial(event.actor, event.material, event.verdict, event.note)


def _corrected(event: happened.CorrectedOnTheSpot, _definition: Definition) -> Command:
    return ask.CorrectOnTheSpot(event.actor, event.materials, event.answers)


def _accepted(event: happened.CaseAccepted, _definition: Definition) -> Command | None:
    """Leave out what time accepted (335 §18), and what a decision on the spot accepted along with it."""
    return None if event.deemed or event.on_the_spot else ask.Accept(event.actor)


def _requested(event: happened.SupplementRequested, definition: Definition) -> Command:
    own = event.limit == definition.supplement_within
    return ask.RequestSupplement(event.actor, event.deficiencies, None if own else event.limit)


def _supplied(event: happened.SupplyReceived, _definition: Definition) -> Command:
    channel = "window" if event.actor.role == "window_clerk" else "online"
    return ask.Supply(event.actor, event.materials, event.answers, channel)


def _declined(event: happened.CaseDeclined, _definition: Definition) -> Command:
    return ask.Decline(event.actor, event.reasons, event.where_to_go, event.ground)


def _started(event: happened.SpecialProcedureStarted, definition: Definition) -> Command:
    procedure = definition.step(event.step).special_procedure
    own = procedure is not None and event.announced == procedure.maximum
    return ask.StartSpecialProcedure(event.actor, event.step, None if own else event.announced)


def _ended(event: happened.SpecialProcedureEnded, _definition: Definition) -> Command:
    return ask.EndSpecialProcedure(event.actor, event.step, event.opinion, event.not_held)


def _completed(event: happened.StepCompleted, definition: Definition) -> Command | None:
    """Leave out a step whose end is told by another event: the decision, the end of a special procedure."""
    step = definition.step(event.step)
    if step.decides or step.special_procedure is not None:
        return None
    return ask.CompleteStep(event.actor, event.step, event.opinion)


def _returned(event: happened.StepReturned, _definition: Definition) -> Command:
    return ask.ReturnStep(event.actor, event.to, event.reason)


def _decided(event: happened.CaseDecided, _definition: Definition) -> Command:
    entered = {key: str(each) for key, each in event.entered.items()}
    if event.outcome is CaseOutcome.GRANTED:
        return ask.Grant(event.actor, event.opinion, entered=entered)
    if event.outcome is CaseOutcome.GRANTED_IN_PART:
        return ask.GrantInPart(event.actor, event.granted, event.refused, event.reasons, event.opinion, entered=entered)
    return ask.Refuse(event.actor, event.reasons)


def _delivered(event: happened.CaseDelivered, definition: Definition) -> Command | None:
    """Leave out what a confirmation, the end of an announcement or, within the house, the decision delivered."""
    if event.actor.role not in DELIVERING or event.method == "announcement" or definition.internal:
        return None
    return ask.Deliver(event.actor, event.method, event.receiver, event.carrier, event.tracking)


def _promised_later(event: happened.LaterPromised, _definition: Definition) -> Command:
    return ask.PromiseLater(event.actor, event.materials)


def _accepted_on_promise(event: happened.AcceptedOnPromise, _definition: Definition) -> Command:
    return ask.AcceptTolerantly(event.actor)


def _brought_later(event: happened.LaterReceived, _definition: Definition) -> Command:
    return ask.SupplyLater(event.actor, event.materials)


def _allowed(event: happened.SecondNoticeAllowed, _definition: Definition) -> Command:
    return ask.AllowSecondNotice(event.actor, event.reason)


def _promise_withdrawn(event: happened.CommitmentWithdrawn, _definition: Definition) -> Command:
    return ask.WithdrawPromise(event.actor, event.reason)


def _looked_into(event: happened.CommitmentChecked, _definition: Definition) -> Command:
    return ask.CheckCommitment(event.actor, event.result, event.findings)


def _looked_again(event: happened.RectificationChecked, _definition: Definition) -> Command:
    return ask.CheckRectification(event.actor, event.mended, event.findings)


def _revoked(event: happened.CommitmentRevoked, _definition: Definition) -> Command:
    return ask.RevokeForBreach(event.actor, event.reasons)


def _withdrawn(event: happened.CaseWithdrawn, _definition: Definition) -> Command | None:
    return None if event.deemed else ask.Withdraw(event.actor, event.reason)


_COMMANDS: Mapping[type[Event], Callable[[Any, Definition], Command | None]] = {
    happened.CaseSubmitted: _submit,
    happened.ReceiptDayCorrected: _receipt_day,
    happened.MaterialChecked: _checked,
    happened.CorrectedOnTheSpot: _corrected,
    happened.CaseAccepted: _accepted,
    happened.SupplementRequested: _requested,
    happened.SupplyReceived: _supplied,
    happened.CaseDeclined: _declined,
    happened.SpecialProcedureStarted: _started,
    happened.SpecialProcedureEnded: _ended,
    happened.StepCompleted: _completed,
    happened.StepReturned: _returned,
    happened.CaseDecided: _decided,
    happened.CaseDelivered: _delivered,
    happened.CaseWithdrawn: _withdrawn,
    happened.LaterPromised: _promised_later,
    happened.AcceptedOnPromise: _accepted_on_promise,
    happened.LaterReceived: _brought_later,
    happened.SecondNoticeAllowed: _allowed,
    happened.CommitmentWithdrawn: _promise_withdrawn,
    happened.CommitmentChecked: _looked_into,
    happened.RectificationChecked: _looked_again,
    happened.CommitmentRevoked: _revoked,
}
