"""The port of a payment gateway. Every call carries a key, and a second one with the same key changes nothing there.

So whatever is not known to have worked is simply asked again: `GatewayAway` says that it should be.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tongban.errors import TongbanError


class GatewayAway(TongbanError):
    """Say that the gateway gave no answer that can be relied on; the same is to be asked again later."""


@dataclass(frozen=True, slots=True)
class PaidAt:
    """What a gateway confirms: one payment of an invoice. `amount` in fen."""

    invoice: str
    payment: str
    amount: int
    at: datetime


class PaymentGateway(Protocol):
    @property
    def key(self) -> str:
        """Give the key that signs what the gateway tells."""

    def order(self, invoice: str, amount: int, title: str, back: str) -> str:
        """Have an invoice taken in, and give the address at which it is paid; `back` is where the person returns."""

    def ask(self, invoice: str) -> PaidAt | None:
        """Ask whether an invoice was paid."""

    def refund(self, payment: str, amount: int) -> str:
        """Give a payment back, once, and give the number of the refund."""


def told_paid(body: bytes) -> PaidAt:
    """Read a confirmation: `{"invoice", "payment", "amount" in fen, "paid_at" with its zone}`."""
    try:
        told = json.loads(body)
        paid = PaidAt(told["invoice"], told["payment"], told["amount"], datetime.fromisoformat(told["paid_at"]))
    except (ValueError, KeyError, TypeError):
        raise TongbanError("缴费结果应为 JSON，写明 invoice、payment、amount（分）和 paid_at。") from None
    texts = (paid.invoice, paid.payment)
    if not all(isinstance(each, str) and 0 < len(each) <= 60 for each in texts) or type(paid.amount) is not int:
        raise TongbanError("缴费结果的 invoice、payment 应为 60 字以内的文字，amount 应为以分为单位的整数。")
    if paid.at.tzinfo is None:
        raise TongbanError("缴费结果的 paid_at 应写明时区，例如 2026-11-20T11:00:00+08:00。")
    return paid
