"""Fees fell due, were paid, went back (335 §27; ORD §46). Amounts in fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from tongban.law.case import FeeLine
from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class FeesAssessed(Happened):
    kind: ClassVar[str] = "fees_assessed.1"
    invoice: str
    lines: tuple[FeeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReceived(Happened):
    kind: ClassVar[str] = "payment_received.1"
    payment: str
    amount: int
    way: str
    paid_at: datetime  # as who took the money tells it


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundOrdered(Happened):
    kind: ClassVar[str] = "refund_ordered.1"
    payment: str
    amount: int
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundMade(Happened):
    kind: ClassVar[str] = "refund_made.1"
    payment: str
    number: str
