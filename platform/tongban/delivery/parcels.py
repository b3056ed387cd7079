"""Results by a courier that is connected: booked after commit, followed until they are signed for (335 §15; XK 44).

A parcel is booked under the case's number and attempt, so a booking asked for twice is one parcel. What the courier
says of it becomes the law's own records: sent, delivered. One that came back is for the window to find another way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.door import act
from tongban.cases.outbox import Effect
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.database import Sessions, scoped
from tongban.delivery.couriers import Courier, Parcel, ParcelState
from tongban.delivery.desk import Desk
from tongban.delivery.plugged import served_by
from tongban.errors import TongbanError
from tongban.law import Actor, Case, Deliver, Refusal, SendResult, State

log = structlog.get_logger()

BOOK_PARCEL = "book_parcel"
FOLLOWER = Actor("courier", "快递系统", "system")


def parcel_of(
    case: Case, title: str, sender: str, sender_address: str, receiver: str, phone: str, address: str
) -> Parcel:
    """Describe the parcel of a result; each attempt after one that came back is a parcel of its own."""
    if not (receiver.strip() and phone.strip() and address.strip()):
        raise TongbanError("请写明收件人、联系电话和收件地址。")
    key = f"{case.number}-{len(case.failed_deliveries) + 1}"
    return Parcel(key, sender, sender_address, receiver.strip(), phone.strip(), address.strip(), (title,))


def booking(parcel: Parcel, number: str, actor: Actor) -> dict[str, object]:
    """Write the effect of a booking, by whom it was asked for."""
    return {"case": number, "parcel": asdict(parcel), "actor": asdict(actor)}


def book_parcel(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Have the courier fetch a parcel, and record that the result is on its way."""
    courier: Courier | None = served_by(session, desk, "courier", effect.tenant, now)
    if courier is None:
        raise TongbanError("没有连接快递系统，请在办件页面登记交寄，填写承运单位和运单号。")
    parcel = effect.body["parcel"]
    waybill = courier.book(Parcel(**{**parcel, "contents": tuple(parcel["contents"])}))
    sent = SendResult(Actor(**effect.body["actor"]), waybill.carrier, waybill.tracking)
    answer = act(session, desk.books, str(effect.body["case"]), sent, now)
    if isinstance(answer, Refusal):  # it was sent or fetched meanwhile: the law has the last word
        log.warning("parcel booked in vain", case=effect.body["case"], tracking=waybill.tracking, cause=answer.message)


def follow_parcels(sessions: Sessions, desk: Desk, clock: Callable[[], datetime]) -> int:
    """Ask the couriers after every result on its way, and return how many were signed for."""
    arrived = 0
    for plugin in desk.books.plugins.answering("courier"):
        for tenant in desk.books.users_of(plugin):
            with scoped(tenant):
                arrived += sum(_follow(sessions(), desk, number, clock()) for number in _on_their_way(sessions()))
    sessions.remove()
    return arrived


def _on_their_way(session: Session) -> list[str]:
    decided = session.scalars(select(CaseRow).where(CaseRow.state == State.DECIDED.value, CaseRow.closed_at.is_(None)))
    return [row.number for row in decided if (sent := case_of(row).dispatch) is not None and sent.method == "courier"]


def _follow(session: Session, desk: Desk, number: str, now: datetime) -> bool:
    row = session.scalars(select(CaseRow).where(CaseRow.number == number)).one()
    sent = case_of(row).dispatch
    courier: Courier | None = served_by(session, desk, "courier", row.tenant_id, now)
    if courier is None or sent is None:
        return False
    try:
        news = courier.news(sent.tracking)
    except TongbanError as fault:
        session.rollback()
        log.warning("courier is away", case=number, cause=fault.message)
        return False
    if news.state is not ParcelState.SIGNED_FOR:
        return False
    delivered = Deliver(FOLLOWER, "courier", news.by, sent.carrier, sent.tracking)
    answer = act(session, desk.books, number, delivered, now)
    session.commit()
    return not isinstance(answer, Refusal)
