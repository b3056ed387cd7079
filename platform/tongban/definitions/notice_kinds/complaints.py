"""What a complaint is answered (ORD §52)."""

from __future__ import annotations

from tongban.definitions.notice_kinds.kind import NoticeKind

COMPLAINTS = (
    NoticeKind(
        "complaint_answer",
        "投诉答复书",
        ("complaint_number", "complained_on", "complaint", "answer", "measures", "answered_on", "next_steps"),
        True,
        "335 §37；36 §24；ORD §52",
        "诉",
        seal="complaints",
        ordinary=False,
    ),
)  # fmt: skip
