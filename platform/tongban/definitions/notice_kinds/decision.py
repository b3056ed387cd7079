"""The decision, the end without one, and the delivery (335 §26)."""

from __future__ import annotations

from tongban.definitions.notice_kinds.kind import NoticeKind

DECISION = (
    NoticeKind(
        "grant_decision",
        "准予决定书",
        ("accepted_on", "decided_on", "opinion", "result_name", "valid_until", "validity_note", "remedies"),
        False,
        "335 §26",
        "准",
        seal="approval",
    ),
    NoticeKind(
        "refusal_decision",
        "不予决定书",
        ("accepted_on", "decided_on", "reasons", "remedies"),
        False,
        "335 §26；ORD §16",
        "不准",
        seal="approval",
    ),
    NoticeKind(
        "partial_grant_decision",
        "部分准予决定书",
        (
            "accepted_on",
            "decided_on",
            "granted[]",
            "refused[]",
            "reasons",
            "opinion",
            "result_name",
            "valid_until",
            "validity_note",
            "remedies",
        ),
        False,
        "335 §26；ORD §16",
        "部准",
        seal="approval",
        ordinary=False,
    ),
    NoticeKind(
        "withdrawal_notice",
        "终止办理（撤回）告知书",
        ("reasons", "closed_on", "deemed", "supplement_due"),
        True,
        "335 §18",
        "终",
    ),
    NoticeKind(
        "delivery_receipt",
        "送达回证",
        ("delivery_method", "receiver", "signed_on", "document_title", "document_number"),
        True,
        "335 §26",
        "送",
        seal="evidence",
    ),
    NoticeKind(
        "announcement_of_delivery",
        "公告送达",
        (
            "document_title",
            "document_number",
            "reasons",
            "announced_on",
            "announcement_days",
            "delivered_on",
            "where_to_collect",
        ),
        False,
        "335 §26；民事诉讼法 §95",
        "公",
        seal="approval",
        ordinary=False,
    ),
)
