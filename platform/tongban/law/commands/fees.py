"""Fees: 335 §27, ORD §46. Amounts in fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class AssessFees(Command):
    """Charge what the guide publishes, where acceptance could not yet tell the amount."""


@dataclass(frozen=True, slots=True)
class RecordPayment(Command):
    """Record that an invoice was paid. `payment` is the number at the gateway, or of the window's receipt."""

    invoice: str
    payment: str
    amount: int  # fen
    paid_at: datetime | None = None  # as the gateway tells it; None: now
    way: str = "online"


@dataclass(frozen=True, slots=True)
class OrderRefund(Command):
    """Give back what was paid."""

    reasons: str


@dataclass(frozen=True, slots=True)
class RecordRefund(Command):
    """Record that the money went back; `number` is whoever's that paid it."""

    payment: str
    number: str
