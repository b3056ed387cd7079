"""Commands about fees: paid, paid twice, paid too much, given back."""

from __future__ import annotations

from law.machine.hand import ACCEPTED, CLOSED, DECIDED, Hand, makes
from tongban import law

CHARGED = (ACCEPTED, DECIDED, CLOSED)


@makes(law.AssessFees, ACCEPTED)
def assess_fees(hand: Hand) -> law.Command:
    return law.AssessFees(hand.who("window_clerk", "reviewer"))


@makes(law.RecordPayment, *CHARGED)
def record_payment(hand: Hand) -> law.Command:
    run, way = hand.case.fees, hand.one(["online", "online", "window"])
    invoice, total = (run.invoice, run.total) if run else ("无", 1)
    who = law.SYSTEM if way == "online" else hand.who("window_clerk")
    return law.RecordPayment(who, invoice, hand.one(["p1", "p2"]), hand.one([total, total, total, total + 1]), way=way)


@makes(law.OrderRefund, *CHARGED)
def order_refund(hand: Hand) -> law.Command:
    return law.OrderRefund(hand.who("chief_representative"), hand.text())


@makes(law.RecordRefund, *CHARGED)
def record_refund(hand: Hand) -> law.Command:
    owed = hand.case.fees.owed_back if hand.case.fees else ()
    return law.RecordRefund(hand.one([law.SYSTEM, hand.who("window_clerk")]), owed[0].payment if owed else "p1", "r1")
