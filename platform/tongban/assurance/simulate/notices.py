"""A notice of a run, worded as it would be sent: the same words, no number, no code, and marked as a draft."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tongban.definitions import Definition
from tongban.definitions.notice_kinds import notice_kinds
from tongban.law import Case, NoticeOrdered
from tongban.notices import Document, to_blocks
from tongban.notices.worded import notice_words


def worded(definition: Definition, tenant_name: str, case: Case, order: NoticeOrdered, zone: ZoneInfo) -> Document:
    """Word a notice; raises TongbanError where the item has no wording for its kind."""
    kind, day = notice_kinds[order.notice], order.at.astimezone(zone).date()
    words = notice_words(definition, tenant_name, order, "（发出时编号）", day)
    issuer = definition.authority.name or tenant_name
    return Document(kind.id, kind.title, "", case.applicant.name, to_blocks(words), issuer, day, draft=True)
