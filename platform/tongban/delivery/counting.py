"""Count again, batch by batch, what a day that was declared off or on has moved (D1)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tongban.cases import outbox
from tongban.cases.declaring import RECOUNT, count_some_again
from tongban.cases.outbox import Effect
from tongban.database import scoped
from tongban.delivery.desk import Desk


def count_again(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Count one batch, and order the next; a limit that was counted already stays as it is, so this may run twice."""
    day, (tenant, number) = date.fromisoformat(effect.body["day"]), effect.body["after"]
    last = count_some_again(session, desk.books, effect.tenant, day, (tenant, number), now)
    if last is not None:
        with scoped(effect.tenant):
            outbox.post(session, effect.tenant, RECOUNT, {"day": effect.body["day"], "after": list(last)}, now)
