"""While the case is reviewed (335 §25)."""

from __future__ import annotations

from tongban.definitions.notice_kinds.kind import NoticeKind

REVIEW = (
    NoticeKind(
        "special_procedure_notice",
        "特殊程序告知书",
        ("accepted_on", "procedure", "procedure_days", "due_on", "due_note", "reasons"),
        True,
        "335 §25；ORD §41",
        "特",
    ),
)
