"""While the office waits for what is wanting, and when it comes (335 §18)."""

from __future__ import annotations

from tongban.definitions.notice_kinds.kind import NoticeKind

SUPPLY = (
    NoticeKind(
        "supplement_reminder",
        "补正提醒",
        ("deficiencies[]", "deficiencies[].name", "deficiencies[].missing", "supplement_due", "due_note", "days_left"),
        True,
        "335 §18；ORD §15",
        "催",
        ordinary=False,
    ),
    NoticeKind(
        "supply_receipt",
        "补正材料收件凭证",
        ("materials[]", "still_missing[]", "supplied_on", "channel", "review_due", "due_note"),
        True,
        "335 §18；ORD §15",
        "补收",
        ordinary=False,
    ),
)
