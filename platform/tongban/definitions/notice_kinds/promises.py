"""What an applicant promises, and what comes of it (335 §19, §23; ORD §30–33)."""

from __future__ import annotations

from tongban.definitions.notice_kinds.kind import NoticeKind

PROMISES = (
    NoticeKind(
        "tolerance_promise",
        "容缺受理承诺书",
        (
            "deficiencies[]", "deficiencies[].name", "deficiencies[].missing", "supplement_days", "promise",
            "consequences", "promised_on", "promised_by", "signature",
        ),
        True,
        "335 §19；ORD §33",
        "容",
        seal="evidence",
        reader="office",
        ordinary=False,
    ),
    NoticeKind(
        "commitment_statement",
        "告知承诺书",
        (
            "proofs[]", "proofs[].name", "proofs[].content", "promise", "consequences", "check_method",
            "promised_on", "promised_by", "signature",
        ),
        False,
        "335 §23；ORD §30、§31",
        "诺",
        seal="evidence",
        reader="office",
        ordinary=False,
    ),
    NoticeKind(
        "commitment_check_notice",
        "承诺事项核查通知书",
        ("promised_on", "decided_on", "check_by", "check_method", "check_points[]"),
        True,
        "ORD §32",
        "核",
        ordinary=False,
    ),
    NoticeKind(
        "rectification_notice",
        "限期整改通知书",
        ("promised_on", "decided_on", "checked_on", "reasons", "rectify_days", "rectify_due", "due_note",
         "consequences", "remedies"),
        False,
        "ORD §32",
        "改",
        seal="approval",
        ordinary=False,
    ),
)  # fmt: skip
