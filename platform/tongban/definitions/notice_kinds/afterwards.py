"""What is done to an outcome after it was given: corrected, revoked, cancelled, issued anew, renewed."""

from __future__ import annotations

from tongban.definitions.notice_kinds.kind import NoticeKind

AFTERWARDS = (
    NoticeKind(
        "correction_notice",
        "更正通知书",
        (
            "document_title", "document_number", "corrected_on", "reasons", "corrections[]", "corrections[].place",
            "corrections[].was", "corrections[].now",
        ),
        True,
        "335 §26；ORD §16",
        "更",
        seal="approval",
        ordinary=False,
    ),
    NoticeKind(
        "revocation_decision",
        "撤销决定书",
        ("document_title", "document_number", "decided_on", "result_name", "reasons", "revoked_on", "consequences",
         "remedies"),
        False,
        "行政许可法 §69；ORD §29、§32",
        "撤",
        seal="approval",
        ordinary=False,
    ),
    NoticeKind(
        "cancellation_decision",
        "注销决定书",
        ("document_title", "document_number", "decided_on", "result_name", "reasons", "cancelled_on", "remedies"),
        False,
        "行政许可法 §70；ORD §29",
        "注",
        seal="approval",
        ordinary=False,
    ),
    NoticeKind(
        "reissue_notice",
        "补发通知书",
        ("document_title", "document_number", "result_name", "reasons", "reissued_on", "delivery_method"),
        True,
        "335 §26；ORD §16",
        "补发",
        seal="approval",
        ordinary=False,
    ),
    NoticeKind(
        "renewal_decision",
        "准予延续决定书",
        ("accepted_on", "decided_on", "document_title", "document_number", "result_name", "valid_until",
         "renewed_until", "opinion", "deemed", "remedies"),
        False,
        "行政许可法 §50；ORD §16",
        "续",
        seal="approval",
        ordinary=False,
    ),
)  # fmt: skip
