"""Which seal a notice bears: its kind says what for, the tenant says which (335 §29; ORD §20, §25)."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.definitions.notice_kinds.kind import NoticeKind

#: the legend of the seal for each use, where no tenant says another
SEALS: Mapping[str, str] = {
    "acceptance": "受理专用章",
    "approval": "行政审批专用章",
    "fees": "收费专用章",
    "evidence": "电子存证专用章",
    "complaints": "投诉举报专用章",
}
LONGEST_LEGEND = 12


def legend_of(kind: NoticeKind, *said: Mapping[str, str]) -> str:
    """Tell the legend of the seal on a kind of notice.

    `said` are the `seals` of the tenant and of those above it, nearest first; each may name a use or a kind of notice.
    """
    for seals in said:
        if found := seals.get(kind.id) or seals.get(kind.seal):
            return found
    return SEALS[kind.seal]
