"""Commands from the decision on: delivery, commitments looked into, and what becomes of an outcome."""

from __future__ import annotations

from law.machine.hand import CLOSED, DECIDED, Hand, makes
from law.machine.worlds import ROLES
from tongban import law
from tongban.definitions.model import Span, Unit

AFTER = (DECIDED, CLOSED)
CHIEF = "chief_representative"
SPANS = (None, None, Span(10), Span(1, Unit.MONTHS), Span(9, Unit.YEARS), Span(0))


@makes(law.Deliver, DECIDED)
def deliver(hand: Hand) -> law.Command:
    way = hand.one(["window", "courier", "electronic", "kiosk"])
    return law.Deliver(hand.who("window_clerk"), way, hand.one(["", "张三"]), hand.text(), hand.text())


@makes(law.SendResult, DECIDED)
def send_result(hand: Hand) -> law.Command:
    return law.SendResult(hand.who("window_clerk"), hand.text(), hand.text())


@makes(law.RecordFailedDelivery, DECIDED)
def record_failed_delivery(hand: Hand) -> law.Command:
    way = hand.one(["", "courier", "electronic", "announcement"])
    return law.RecordFailedDelivery(hand.who("window_clerk"), hand.one(list(law.FailureGround)), hand.text(), way)


@makes(law.AnnounceDelivery, DECIDED)
def announce_delivery(hand: Hand) -> law.Command:
    return law.AnnounceDelivery(hand.who("window_clerk"), hand.text())


@makes(law.ConfirmReceipt, *AFTER)
def confirm_receipt(hand: Hand) -> law.Command:
    return law.ConfirmReceipt(hand.who("applicant", "agent"))


@makes(law.CheckCommitment, *AFTER)
def check_commitment(hand: Hand) -> law.Command:
    limit = hand.one([None, Span(5), Span(0)])
    return law.CheckCommitment(hand.who(*ROLES), hand.one(list(law.CheckResult)), hand.text(), limit)


@makes(law.CheckRectification, *AFTER)
def check_rectification(hand: Hand) -> law.Command:
    return law.CheckRectification(hand.who(*ROLES), mended=hand.one([True, False]), findings=hand.text())


@makes(law.RevokeForBreach, *AFTER)
def revoke_for_breach(hand: Hand) -> law.Command:
    return law.RevokeForBreach(hand.who(CHIEF), hand.text())


@makes(law.CorrectOutcome, *AFTER)
def correct_outcome(hand: Hand) -> law.Command:
    corrections = (law.Correction("面积", "12", hand.one(["13", "12"])),)
    document = hand.one(hand.case.notices or ("receipt",))
    return law.CorrectOutcome(hand.who(CHIEF), document, hand.one([corrections, corrections, ()]), hand.text())


@makes(law.SuspendOutcome, *AFTER)
def suspend_outcome(hand: Hand) -> law.Command:
    return law.SuspendOutcome(hand.who(CHIEF), hand.text(), hand.one(["", "整改以后。"]))


@makes(law.ResumeOutcome, *AFTER)
def resume_outcome(hand: Hand) -> law.Command:
    return law.ResumeOutcome(hand.who(CHIEF), hand.text())


@makes(law.TellRevocation, *AFTER)
def tell_revocation(hand: Hand) -> law.Command:
    return law.TellRevocation(hand.who(CHIEF), hand.one(list(law.RevocationGround)), hand.text())


@makes(law.AskHearing, *AFTER)
def ask_hearing(hand: Hand) -> law.Command:
    return law.AskHearing(hand.applying(), hand.text())


@makes(law.WaiveHearing, *AFTER)
def waive_hearing(hand: Hand) -> law.Command:
    return law.WaiveHearing(hand.applying())


@makes(law.RecordHearing, *AFTER)
def record_hearing(hand: Hand) -> law.Command:
    return law.RecordHearing(hand.who("reviewer", CHIEF), hand.text())


@makes(law.DropRevocation, *AFTER)
def drop_revocation(hand: Hand) -> law.Command:
    return law.DropRevocation(hand.who(CHIEF), hand.text())


@makes(law.RevokeOutcome, *AFTER)
def revoke_outcome(hand: Hand) -> law.Command:
    return law.RevokeOutcome(hand.who(CHIEF), hand.text())


@makes(law.CancelOutcome, *AFTER)
def cancel_outcome(hand: Hand) -> law.Command:
    return law.CancelOutcome(hand.who(CHIEF), hand.one(list(law.CancellationGround)), hand.text())


@makes(law.ReissueOutcome, *AFTER)
def reissue_outcome(hand: Hand) -> law.Command:
    return law.ReissueOutcome(hand.who(CHIEF), hand.one(list(law.ReissueGround)), hand.text())


@makes(law.AskRenewal, *AFTER)
def ask_renewal(hand: Hand) -> law.Command:
    return law.AskRenewal(hand.applying(), hand.text())


@makes(law.GrantRenewal, *AFTER)
def grant_renewal(hand: Hand) -> law.Command:
    return law.GrantRenewal(hand.who(CHIEF), hand.text(), hand.one(SPANS))


@makes(law.RefuseRenewal, *AFTER)
def refuse_renewal(hand: Hand) -> law.Command:
    return law.RefuseRenewal(hand.who(CHIEF), hand.text())
