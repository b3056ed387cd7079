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

notice_kinds: Mapping[str, NoticeKind] = MappingProxyType({each.id: each for each in _KINDS})

__all__ = ["ALWAYS_THERE", "SEALS", "NoticeKind", "Reader", "SealUse", "legend_of", "notice_kinds"]
