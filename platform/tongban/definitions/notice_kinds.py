"""The kinds of notices with the values that exist where each is sent, and whether a tenant may word it (N1).

Names are written as `tongban.wording.Names` reads them: `due_on`, `reasons[]`, `deficiencies[].missing`. The city's
standard wordings are in `item_defs/_shared/notices/<kind>.md`. A decision's words carry rights and remedies
(licensing law art. 38; ORD §16), so only the city words it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

#: Values that every notice has.
ALWAYS_THERE = (
    "applicant_name", "item_title", "case_number", "authority", "tenant_name", "received_on", "date", "number",
    "basis[]", "basis[].law", "basis[].article", "phone", "complaints", "address", "hours",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice."""

    id: str
    title: str
    own: tuple[str, ...]  # values beside those that every notice has
    open: bool  # may a tenant vary the wording?
    article: str
    mark: str = "告"  # tells kinds apart in the document number, as each kind is counted on its own

    @property
    def values(self) -> frozenset[str]:
        return frozenset((*ALWAYS_THERE, *self.own))


_KINDS = (
    NoticeKind("receipt", "收件凭证", ("materials[]", "channel", "review_due"), True, "335 §17", "收"),
    NoticeKind(
        "acceptance_notice",
        "受理通知书",
        ("accepted_on", "due_on", "due_note", "promise_days", "materials[]", "deemed"),
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
        "non_acceptance_notice", "不予受理通知书", ("reasons", "where_to_go", "remedies"), False, "335 §20", "不受"
    ),
    NoticeKind(
        "special_procedure_notice",
        "特殊程序告知书",
        ("accepted_on", "procedure", "procedure_days", "due_on", "due_note", "reasons"),
        True,
        "335 §25；ORD §41",
        "特",
    ),
    NoticeKind(
        "grant_decision",
        "准予决定书",
        ("accepted_on", "decided_on", "opinion", "result_name", "valid_until", "remedies"),
        False,
        "335 §26",
        "准",
    ),
    NoticeKind(
        "refusal_decision",
        "不予决定书",
        ("accepted_on", "decided_on", "reasons", "opinion", "remedies"),
        False,
        "335 §26；ORD §16",
        "不准",
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
    ),
)

notice_kinds: Mapping[str, NoticeKind] = MappingProxyType({each.id: each for each in _KINDS})
