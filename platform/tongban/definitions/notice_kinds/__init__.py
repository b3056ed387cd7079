"""The kinds of notices (N1); a path of the law lists its own in a file here, and it is entered below."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tongban.definitions.notice_kinds.afterwards import AFTERWARDS
from tongban.definitions.notice_kinds.complaints import COMPLAINTS
from tongban.definitions.notice_kinds.decision import DECISION
from tongban.definitions.notice_kinds.fees import FEES
from tongban.definitions.notice_kinds.intake import INTAKE
from tongban.definitions.notice_kinds.kind import ALWAYS_THERE, NoticeKind, Reader, SealUse
from tongban.definitions.notice_kinds.promises import PROMISES
from tongban.definitions.notice_kinds.review import REVIEW
from tongban.definitions.notice_kinds.seals import SEALS, legend_of
from tongban.definitions.notice_kinds.standing import STANDING
from tongban.definitions.notice_kinds.supply import SUPPLY
from tongban.definitions.notice_kinds.tolerance import TOLERANCE

#: in the order in which a case meets them
_KINDS = (*INTAKE, *SUPPLY, *PROMISES, *TOLERANCE, *REVIEW, *FEES, *STANDING, *DECISION, *AFTERWARDS, *COMPLAINTS)

_ENTERED: dict[str, NoticeKind] = {each.id: each for each in _KINDS}
OWN_KINDS: frozenset[str] = frozenset(_ENTERED)
#: by id; those that plugins entered at start are the last
notice_kinds: Mapping[str, NoticeKind] = MappingProxyType(_ENTERED)


def enter_kind(kind: NoticeKind) -> None:
    """Enter a plugin's kind of notice at start; the law's own kinds are taken."""
    if kind.id in OWN_KINDS:
        raise TypeError(f"the notice kind {kind.id!r} is the core's own")
    _ENTERED[kind.id] = kind


__all__ = [
    "ALWAYS_THERE", "OWN_KINDS", "SEALS", "NoticeKind", "Reader", "SealUse", "enter_kind", "legend_of", "notice_kinds",
]  # fmt: skip
