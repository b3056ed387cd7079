"""The table of orders at the payment gateway: one for each invoice, under the invoice's own number (L13)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from tongban.database import Base, TenantOwned


class PaymentOrderRow(TenantOwned, Base):
    """An invoice that can be paid online. What became of the money is in the case; this is how to ask for it."""

    __tablename__ = "payment_order"
    __table_args__ = (
        Index("ix_payment_order_invoice", "invoice"),
        Index("ix_payment_order_case", "tenant_id", "case_number"),
        Index(
            "ix_payment_order_open",
            "asked_at",
            postgresql_where=text("settled_at IS NULL"),
            sqlite_where=text("settled_at IS NULL"),
        ),
    )

    invoice: Mapped[str] = mapped_column(String(60), primary_key=True)  # the gateway's idempotency key too
    case_number: Mapped[str] = mapped_column(String(50))
    amount: Mapped[int]  # fen
    title: Mapped[str] = mapped_column(String(200))
    pay_url: Mapped[str] = mapped_column(String(400), default="")  # empty until the gateway has the order
    created_at: Mapped[datetime]
    asked_at: Mapped[datetime]  # when the gateway was last asked what became of it, or would first be
    settled_at: Mapped[datetime | None]
