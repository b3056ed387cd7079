"""Make orders with the invoice, and settle them by what the gateway confirms: always by the one door."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases import door
from tongban.cases.payments.tables import PaymentOrderRow
from tongban.database import Scope, scoped
from tongban.errors import NotFound
from tongban.law import SYSTEM, RecordPayment, RecordRefund, Refusal
from tongban.publishing.books import Books

#: so long an order is left alone before the gateway is asked after it, and between two times
PATIENCE = timedelta(minutes=2)
#: an order that nobody paid for so long is asked after no more
GIVEN_UP = timedelta(days=90)


def order_of(session: Session, invoice: str) -> PaymentOrderRow:
    """Find the order of an invoice, whoever's it is: the gateway knows no tenant."""
    with scoped(Scope.everywhere("payment gateway")):
        row = session.scalar(select(PaymentOrderRow).where(PaymentOrderRow.invoice == invoice))
    if row is None:
        raise NotFound(f"没有缴款单“{invoice[:60]}”。")
    return row


def note_made(row: PaymentOrderRow, pay_url: str) -> None:
    """Note where the gateway takes the money. The caller is in the tenant's scope and commits."""
    row.pay_url = pay_url


def note_asked(row: PaymentOrderRow, now: datetime) -> None:
    """Note that the gateway was asked; what nobody paid for long is asked after no more."""
    row.asked_at = now
    if now - row.created_at >= GIVEN_UP:
        row.settled_at = now


def confirm(
    session: Session, books: Books, row: PaymentOrderRow, payment: str, amount: int, paid_at: datetime, now: datetime
) -> door.Done | Refusal:
    """Record what the gateway confirms; told again it changes nothing. The caller is in the scope and commits."""
    command = RecordPayment(SYSTEM, row.invoice, payment, amount, paid_at)
    answer = door.act(session, books, row.case_number, command, now)
    if not isinstance(answer, Refusal):
        row.settled_at = row.settled_at or now
    return answer


def refunded(
    session: Session, books: Books, case_number: str, payment: str, number: str, now: datetime
) -> door.Done | Refusal:
    """Record that the gateway has given the money back."""
    return door.act(session, books, case_number, RecordRefund(SYSTEM, payment, number), now)


def lost_callbacks(session: Session, now: datetime, limit: int = 50) -> list[tuple[str, str]]:
    """List tenant and invoice of the open orders to be asked after, those asked longest ago first."""
    due = (PaymentOrderRow.settled_at.is_(None), PaymentOrderRow.asked_at <= now - PATIENCE)
    with scoped(Scope.everywhere("payment gateway: what became of open orders")):
        found = select(PaymentOrderRow.tenant_id, PaymentOrderRow.invoice).where(*due)
        rows = session.execute(found.order_by(PaymentOrderRow.asked_at, PaymentOrderRow.invoice).limit(limit)).all()
    return [(tenant, invoice) for tenant, invoice in rows]
