"""While the case is reviewed: special procedures, surveys and the opinions of others (335 §24, §25)."""

from __future__ import annotations

from tongban.definitions.notice_kinds.kind import NoticeKind

REVIEW = (
    NoticeKind(
        "special_procedure_notice",
        "特殊程序告知书",
        (
            "accepted_on",
            "procedure",
            "procedure_days",
            "procedure_basis",
            "procedure_note",
            "counting",
            "due_on",
            "due_note",
            "reasons",
        ),
        True,
        "335 §25；ORD §41",
        "特",
        seal="approval",
    ),
    NoticeKind(
        "survey_notice",
        "现场勘验通知书",
        ("accepted_on", "procedure", "survey_on", "survey_time", "place", "surveyors[]", "bring", "reasons"),
        True,
        "行政许可法 §34；ORD §41",
        "勘",
        seal="approval",
        ordinary=False,
    ),
    NoticeKind(
        "opinion_request",
        "征求意见函",
        ("accepted_on", "department", "question", "opinion_days", "opinion_due", "due_note", "silence", "materials[]"),
        True,
        "335 §24；ORD §19、§26",
        "函",
        seal="approval",
        reader="department",
        ordinary=False,
    ),
)
