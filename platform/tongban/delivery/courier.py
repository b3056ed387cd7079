"""Carry effects out: take some from the outbox under a lease, hand each to its handler, mark it done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from tongban.cases import outbox
from tongban.cases.outbox import Effect
from tongban.cases.plugins import TELL_PLUGIN, write_faults
from tongban.database import Sessions, scoped
from tongban.delivery.adjusting import adjustment_decided, adjustment_in_effect
from tongban.delivery.archiving import archive_case
from tongban.delivery.counting import count_again
from tongban.delivery.desk import Desk
from tongban.delivery.licences import seal_licence
from tongban.delivery.messages import tell_applicant
from tongban.delivery.parcels import BOOK_PARCEL, book_parcel
from tongban.delivery.payments.carrying import order_payment, refund_payment
from tongban.delivery.plugged import carry_out_of_plugin, tell_plugin
from tongban.delivery.sealing import seal_document
from tongban.delivery.sending import deliver
from tongban.delivery.tickets import tell_ticket

log = structlog.get_logger()

Clock = Callable[[], datetime]


Handler = Callable[[Session, Desk, Effect, datetime], None]
#: kind of effect → who carries it out; each may run twice and tells nobody twice
HANDLERS: Mapping[str, Handler] = {
    "seal_document": seal_document,
    "tell_applicant": tell_applicant,
    "deliver": deliver,
    "seal_licence": seal_licence,
    "tell_ticket": tell_ticket,
    "order_payment": order_payment,
    "refund_payment": refund_payment,
    "archive_case": archive_case,
    "count_again": count_again,
    "adjustment_decided": adjustment_decided,
    "adjustment_in_effect": adjustment_in_effect,
    TELL_PLUGIN: tell_plugin,
    BOOK_PARCEL: book_parcel,
}


def drain(sessions: Sessions, desk: Desk, clock: Clock, *, batch: int = 20) -> int:
    """Carry out everything that is ready, and return how many effects were carried out."""
    carried = 0
    while taken := outbox.take(sessions(), clock(), batch):
        for effect in taken:
            carried += _carry_out(sessions, desk, effect, clock)
    keep_faults(sessions(), desk, clock())
    sessions.remove()
    return carried


def _carry_out(sessions: Sessions, desk: Desk, effect: Effect, clock: Clock) -> bool:
    session = sessions()
    with scoped(effect.tenant):
        try:
            HANDLERS.get(effect.kind, carry_out_of_plugin)(session, desk, effect, clock())
            outbox.done(session, effect, clock())
            session.commit()
        except Exception as error:
            session.rollback()
            log.exception("effect failed", kind=effect.kind, id=effect.id, attempts=effect.attempts)
            outbox.failed(session, effect, repr(error), clock())
            session.commit()
            return False
    return True


def keep_faults(session: Session, desk: Desk, now: datetime) -> None:
    """Write the faults of plugins down for the operator, in a transaction of their own."""
    if faults := desk.books.plugins.faults.take():
        write_faults(session, faults, now)
        session.commit()
