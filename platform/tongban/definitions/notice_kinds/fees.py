"""What a case costs (335 §27; ORD §46)."""

from __future__ import annotations

from tongban.definitions.notice_kinds.kind import NoticeKind

FEES = (
    NoticeKind(
        "payment_notice",
        "缴费通知书",
        (
            "fees[]",
            "fees[].name",
            "fees[].amount",
            "fees[].basis",
            "total",
            "invoice_number",
            "payment_days",
            "payment_due",
            "due_note",
            "how_to_pay",
            "consequences",
        ),
        True,
        "335 §27；ORD §46",
        "缴",
        seal="fees",
        ordinary=False,
    ),
    NoticeKind(
        "payment_receipt",
        "缴费凭证",
        (
            "fees[]",
            "fees[].name",
            "fees[].amount",
            "fees[].basis",
            "total",
            "invoice_number",
            "payment_number",
            "paid_on",
            "how_paid",
        ),
        True,
        "335 §27；ORD §46",
        "据",
        seal="fees",
        ordinary=False,
    ),
    NoticeKind(
        "refund_notice",
        "退费通知书",
        ("total", "invoice_number", "paid_on", "reasons", "how_refunded"),
        True,
        "335 §27；ORD §46",
        "退",
        seal="fees",
        ordinary=False,
    ),
)
