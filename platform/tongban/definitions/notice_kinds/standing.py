"""When the time of a case changes: extended, suspended, resumed, ended, or overrun (335 §25; ORD §39, §55)."""

from __future__ import annotations

from tongban.definitions.notice_kinds.kind import NoticeKind

STANDING = (
    NoticeKind(
        "extension_notice",
        "延期告知书",
        ("accepted_on", "due_on", "extended_days", "extended_due", "due_note", "reasons", "approved_by"),
        True,
        "行政许可法 §42；ORD §55(8)",
        "延",
        seal="approval",
        ordinary=False,
    ),
    NoticeKind(
        "suspension_notice",
        "中止办理告知书",
        ("accepted_on", "suspended_on", "reasons", "resume_when", "remedies"),
        False,
        "335 §25；ORD §39",
        "中",
        seal="approval",
        ordinary=False,
    ),
    NoticeKind(
        "resumption_notice",
        "恢复办理告知书",
        ("accepted_on", "suspended_on", "resumed_on", "due_on", "due_note", "reasons"),
        True,
        "335 §25；ORD §39",
        "恢",
        seal="approval",
        ordinary=False,
    ),
    NoticeKind(
        "termination_notice",
        "终止办理告知书",
        ("accepted_on", "closed_on", "reasons", "remedies"),
        False,
        "335 §26；ORD §16",
        "止",
        seal="approval",
        ordinary=False,
    ),
    NoticeKind(
        "lateness_notice",
        "超期说明",
        ("accepted_on", "limit", "due_on", "days_late", "reasons", "closed_on"),
        True,
        "335 §25；ORD §39",
        "超",
        ordinary=False,
    ),
)
