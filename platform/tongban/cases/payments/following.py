"""What follows for the gateway from what happened to a case: written in the same transaction, done after commit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tongban.cases import outbox
from tongban.cases.payments.tables import PaymentOrderRow
from tongban.definitions import Definition
from tongban.law import Case, Event
from tongban.law.events import FeesAssessed, RefundOrdered

ORDER_PAYMENT = "order_payment"
REFUND_PAYMENT = "refund_payment"


def follow_fees(
    session: Session, tenant: str, definition: Definition, case: Case, events: tuple[Event, ...], now: datetime
) -> None:
    """Post the order of what can be paid online, and the refund of what was."""
    for event in events:
        if isinstance(event, FeesAssessed) and any(each.online for each in definition.fees):
            session.add(_order(tenant, definition, case, event, now))
            outbox.post(session, tenant, ORDER_PAYMENT, {"invoice": event.invoice}, now)
        elif isinstance(event, RefundOrdered) and _online(case, event.payment):
            body = {"case": case.number, "payment": event.payment, "amount": event.amount}
            outbox.post(session, tenant, REFUND_PAYMENT, body, now)


def _online(case: Case, payment_id: str) -> bool:
    payment = case.fees.payment(payment_id) if case.fees else None
    return payment is not None and payment.way == "online"


def _order(tenant: str, definition: Definition, case: Case, event: FeesAssessed, now: datetime) -> PaymentOrderRow:
    return PaymentOrderRow(
        tenant_id=tenant,
        invoice=event.invoice,
        case_number=case.number,
        amount=sum(each.amount for each in event.lines),
        title=definition.title[:200],
        pay_url="",
        created_at=now,
        asked_at=now,
    )
