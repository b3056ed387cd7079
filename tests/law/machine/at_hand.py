"""What the case itself asks for next, beside the way on: chance takes it more often, so that rare paths are walked."""

from __future__ import annotations

from collections.abc import Iterator

from law.machine.hand import Hand
from tongban import law
from tongban.law import State


def at_hand(hand: Hand) -> tuple[type[law.Command], ...]:
    """List the commands that answer what is open."""
    found = {State.SUBMITTED: _intake, State.ACCEPTED: _review, State.DECIDED: _delivery}
    state = hand.case.state
    own = tuple(found[state](hand)) if state in found else ()
    return (*own, *_fees(hand), *(_outcome(hand) if state in (State.DECIDED, State.CLOSED) else ()))


def _intake(hand: Hand) -> Iterator[type[law.Command]]:
    if hand.lacking() and hand.world.definition.tolerance is not None:
        yield from ((law.PromiseLater,) * 4 + (law.AcceptTolerantly,) * 6)
    if hand.case.channel == "window":
        yield law.CorrectOnTheSpot
    if hand.case.supplement is not None:
        yield law.AllowSecondNotice


def _fees(hand: Hand) -> Iterator[type[law.Command]]:
    run = hand.case.fees
    if run is not None:
        yield from ((law.RecordPayment,) * 4 if run.unpaid else (law.RecordPayment, law.OrderRefund))
        yield from ((law.RecordRefund,) * 4 if run.owed_back else ())


def _review(hand: Hand) -> Iterator[type[law.Command]]:
    extension = hand.case.extension
    yield from (law.AskExtension, law.SuspendCase, law.GrantInPart)
    if extension is not None and extension.is_open:
        yield from (law.ApproveExtension, law.ApproveExtension, law.DenyExtension)
    if hand.special_step() is not None:
        yield law.StartSpecialProcedure
    if hand.case.specials:
        yield from (law.AppointSurvey, law.RecordSurvey) * 3
    if hand.case.later is not None and hand.case.later.owed:
        yield from (law.SupplyLater, law.SupplyLater)
    if hand.case.steps_done:
        yield law.ReturnStep


def _delivery(hand: Hand) -> Iterator[type[law.Command]]:
    yield from (law.SendResult, law.ConfirmReceipt, *(law.RecordFailedDelivery,) * 4)
    if hand.case.failed_deliveries:
        yield from (law.AnnounceDelivery,) * 6


def _outcome(hand: Hand) -> Iterator[type[law.Command]]:
    run, life = hand.case.commitment, hand.case.life
    if run is not None and run.stands:
        yield from (
            (law.CheckCommitment,) * 3 if run.result is None else (law.CheckRectification, law.RevokeForBreach) * 5
        )
    if life is None or life.ended:
        return
    yield from (law.TellRevocation, law.AskRenewal)
    if life.hearing is not None:
        asked = life.hearing.asked_at is not None
        yield from (law.RecordHearing,) * 5 if asked else (law.AskHearing, law.AskHearing, law.WaiveHearing)
        yield from (law.DropRevocation, law.RevokeOutcome)
    if life.renewal_asked_at is not None:
        yield from (law.GrantRenewal, law.RefuseRenewal)
