"""Before acceptance and about it (335 §17–20)."""

from __future__ import annotations

from tongban.definitions.notice_kinds.kind import NoticeKind

INTAKE = (
    NoticeKind("receipt", "收件凭证", ("materials[]", "channel", "review_due", "form_digest"), True, "335 §17", "收"),
    NoticeKind(
        "acceptance_notice",
        "受理通知书",
        (
            "accepted_on",
            "due_on",
            "due_note",
            "promise_days",
            "materials[]",
            "deemed",
            "later[]",  # accepted with gaps: what is to follow (335 §19)
            "later[].name",
            "later[].days",
            "later[].due",
            "consequences",
        ),
        True,
        "335 §17",
        "受",
    ),
    NoticeKind(
        "supplement_notice",
        "一次性补正告知书",
        (
            "deficiencies[]",
            "deficiencies[].name",
            "deficiencies[].missing",
            "supplement_days",
            "supplement_due",
            "due_note",
        ),
        True,
        "335 §18",
        "补",
    ),
    NoticeKind(
        "non_acceptance_notice",
        "不予受理通知书",
        ("ground", "reasons", "where_to_go", "remedies"),
        False,
        "335 §20",
        "不受",
    ),
)
