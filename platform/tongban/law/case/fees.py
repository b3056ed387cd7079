"""What a case costs: the invoice, what was paid, what was given back (335 §27; ORD §46). Amounts in fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FeeLine:
    """One published fee as it falls due."""

    name: str
    amount: int  # fen, more than nothing
    basis: str  # law and article


@dataclass(frozen=True)
class Payment:
    """Money that has come. `id` is the gateway's number of the payment, or the number of the window's receipt."""

    id: str
    amount: int  # fen
    way: str  # online, window
    paid_at: datetime


@dataclass(frozen=True)
class Refund:
    """Money that goes back. Until `refunded_at` it is owed."""

    payment: str
    amount: int  # fen
    reasons: str
    ordered_at: datetime
    refunded_at: datetime | None = None
    number: str = ""  # of whoever paid it back


@dataclass(frozen=True)
class FeeRun:
    """The fees of a case: assessed once, paid once; whatever comes beyond that goes back."""

    invoice: str
    lines: tuple[FeeLine, ...]
    assessed_at: datetime
    payments: tuple[Payment, ...] = ()
    refunds: tuple[Refund, ...] = ()

    @property
    def total(self) -> int:
        return sum(each.amount for each in self.lines)

    @property
    def paid(self) -> Payment | None:
        """Give the payment that settled the invoice, unless it goes or went back."""
        return next((each for each in self.payments if self.refund_of(each.id) is None), None)

    @property
    def unpaid(self) -> bool:
        """Tell whether the invoice is still to be paid; one whose payment went back is not asked for again."""
        return not self.payments

    @property
    def owed_back(self) -> tuple[Refund, ...]:
        return tuple(each for each in self.refunds if each.refunded_at is None)

    def payment(self, payment_id: str) -> Payment | None:
        return next((each for each in self.payments if each.id == payment_id), None)

    def refund_of(self, payment_id: str) -> Refund | None:
        return next((each for each in self.refunds if each.payment == payment_id), None)
