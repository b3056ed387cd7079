"""Order, ask after and give back at the gateway: after commit, as often as it takes, with one result (L13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from tongban.cases.outbox import Effect
from tongban.cases.payments.orders import confirm, lost_callbacks, note_asked, note_made, order_of, refunded
from tongban.cases.payments.tables import PaymentOrderRow
from tongban.database import Sessions, scoped
from tongban.delivery.desk import Desk
from tongban.delivery.payments.port import GatewayAway, PaymentGateway
from tongban.delivery.plugged import served_by
from tongban.errors import TongbanError
from tongban.law import Refusal

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What asking came to: how many orders were asked after, were paid, and could not be recorded."""

    asked: int = 0
    paid: int = 0
    refused: int = 0


def order_payment(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Have the gateway take an invoice in. Where there is no gateway yet, reconciling does it later."""
    gateway = gateway_at(session, desk, effect.tenant, now)
    if gateway is not None:
        _order(desk, gateway, order_of(session, str(effect.body["invoice"])))


def takes_fees(desk: Desk) -> bool:
    """Tell whether there is any gateway in this installation."""
    return desk.payments is not None or bool(desk.books.plugins.answering("payment"))


def gateway_at(session: Session, desk: Desk, tenant: str, now: datetime) -> PaymentGateway | None:
    """Give the gateway of a tenant's fees: a plugin's, where the tenant uses one, else the installation's."""
    served: PaymentGateway | None = served_by(session, desk, "payment", tenant, now)
    return served or desk.payments


def _order(desk: Desk, gateway: PaymentGateway, row: PaymentOrderRow) -> None:
    if not row.pay_url:
        back = f"{desk.public_url}/{row.tenant_id}/cases/{row.case_number}"
        note_made(row, gateway.order(row.invoice, row.amount, row.title, back))


def refund_payment(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Have the gateway give a payment back, and record that it did."""
    gateway = gateway_at(session, desk, effect.tenant, now)
    if gateway is None:
        raise TongbanError("没有配置支付网关，网上缴的费用无法退回，请联系运维人员。")
    payment = str(effect.body["payment"])
    number = gateway.refund(payment, int(effect.body["amount"]))
    answer = refunded(session, desk.books, str(effect.body["case"]), payment, number, now)
    if isinstance(answer, Refusal):
        raise TongbanError(answer.message, article=answer.article)


def reconcile(sessions: Sessions, desk: Desk, clock: Callable[[], datetime]) -> Reconciled:
    """Ask after open orders whose confirmation may be lost. A gateway that is away is left alone until next time."""
    if not takes_fees(desk):
        return Reconciled()
    asked = paid = refused = 0
    for tenant, invoice in lost_callbacks(sessions(), clock()):
        with scoped(tenant):
            gateway = gateway_at(sessions(), desk, tenant, clock())
            if gateway is None:
                continue
            try:
                found = _ask_after(sessions(), desk, gateway, invoice, clock())
                sessions().commit()
            except GatewayAway as fault:
                sessions().rollback()
                log.warning("payment gateway is away", cause=fault.message)
                break
            except TongbanError as fault:
                sessions().rollback()
                log.error("payment cannot be reconciled", invoice=invoice, cause=fault.message)
                found = False
        asked, paid, refused = asked + 1, paid + (found is True), refused + (found is False)
    sessions.remove()
    return Reconciled(asked, paid, refused)


def _ask_after(session: Session, desk: Desk, gateway: PaymentGateway, invoice: str, now: datetime) -> bool | None:
    """Ask after one order: recorded as paid, refused by the law, or None where it is still open."""
    row = order_of(session, invoice)
    _order(desk, gateway, row)
    told = gateway.ask(invoice)
    note_asked(row, now)
    if told is None:
        return None
    answer = confirm(session, desk.books, row, told.payment, told.amount, told.at, now)
    if isinstance(answer, Refusal):
        log.error("payment refused", invoice=invoice, code=answer.code, cause=answer.message)
        return False
    return True
