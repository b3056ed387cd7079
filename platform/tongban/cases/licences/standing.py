"""How a licence stands on a day. That it has run out is read from its last day; nobody has to write it down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongban.cases.licences.tables import LicenceRow

IN_FORCE, SUSPENDED, REVOKED, CANCELLED, EXPIRED = "in_force", "suspended", "revoked", "cancelled", "expired"
#: state → what people call it (行政许可法 §69, §70)
NAMES = {IN_FORCE: "有效", SUSPENDED: "已暂停使用", REVOKED: "已撤销", CANCELLED: "已注销", EXPIRED: "已过期"}


@dataclass(frozen=True, slots=True)
class Standing:
    """A licence's state on a day, with its reason where there is one."""

    state: str
    reason: str = ""

    @property
    def in_force(self) -> bool:
        return self.state == IN_FORCE

    @property
    def name(self) -> str:
        return NAMES[self.state]


def standing_of(row: LicenceRow, day: date) -> Standing:
    """Tell how a licence stands: what was decided of it comes first, then its last day."""
    if row.state == IN_FORCE and row.valid_until is not None and row.valid_until < day:
        return Standing(EXPIRED)
    return Standing(row.state, row.reason)
