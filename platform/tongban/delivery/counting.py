"""Count again, batch by batch, what a day that was declared off or on has moved (D1)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tongban.cases import outbox
from tongban.cases.declaring import RECOUNT, Place, count_these_again, next_to_count
from tongban.cases.outbox import Effect
from tongban.database import scoped
from tongban.delivery.desk import Desk
from tongban.errors import TongbanError


def count_again(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Count one batch and order the next; what could not be counted is ordered apart, and holds up nobody else.

    A limit that was counted already stays as it is, so this may run twice.
    """
    if again := effect.body.get("cases"):
        failed = count_these_again(session, desk.books, [(each[0], each[1]) for each in again], now)
        if failed:
            raise TongbanError(f"有 {len(failed)} 件没有算成：{'、'.join(number for _tenant, number in failed[:10])}。")
        return
    tenant, number = effect.body["after"]
    batch = next_to_count(session, desk.books, effect.tenant, date.fromisoformat(effect.body["day"]), (tenant, number))
    failed = count_these_again(session, desk.books, batch, now)
    if failed:
        _order(session, effect, now, cases=failed)
    if batch:
        _order(session, effect, now, after=batch[-1])


def _order(session: Session, effect: Effect, now: datetime, **more: Place | list[Place]) -> None:
    with scoped(effect.tenant):
        outbox.post(session, effect.tenant, RECOUNT, {"day": effect.body["day"], **more}, now)
