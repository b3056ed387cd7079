"""Carry out what was confirmed of the catalogue: claims are opened, texts come into effect, intake stops (C4)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tongban.cases.adjusting import carry_out, take_effect
from tongban.cases.outbox import Effect
from tongban.delivery.desk import Desk


def adjustment_decided(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Carry out what follows from a decided adjustment or claim; a second run finds it done."""
    carry_out(session, desk.books, str(effect.body["case"]), now)


def adjustment_in_effect(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Bring an adjustment that was confirmed ahead into effect, on its day."""
    take_effect(session, desk.books, str(effect.body["case"]), now)
