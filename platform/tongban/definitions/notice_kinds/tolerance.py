"""What was promised to follow acceptance comes, or does not come (335 §19)."""

from __future__ import annotations

from tongban.definitions.notice_kinds.kind import NoticeKind

TOLERANCE = (
    NoticeKind(
        "later_receipt",
        "容缺材料收件凭证",
        ("materials[]", "still_missing[]", "supplied_on", "due_on", "due_note"),
        True,
        "335 §19；ORD §33",
        "容收",
        ordinary=False,
    ),
    NoticeKind(
        "later_missed_notice",
        "容缺材料逾期告知书",
        ("materials[]", "consequences"),
        False,
        "335 §19；ORD §33",
        "容逾",
        ordinary=False,
    ),
)
