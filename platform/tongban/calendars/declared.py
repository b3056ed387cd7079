"""Days declared off or on while cases are running (a flood, a blackout): kept as one text of the tenant's own.

`tenants/<id>/declared_days.yaml`, in the database: every declaration is added with its basis, who and when; nothing is
taken out, a later one of the same day holds. It is for the tenant and all below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import yaml

from tongban.calendars.working_calendar import CalendarError, TenantException

KEYS = frozenset({"day", "working", "reason", "basis", "declared_at", "declared_by"})


@dataclass(frozen=True, slots=True)
class Declaration:
    """One day declared off or on; `basis` names the notice, as people will read it in the count of their days."""

    day: date
    working: bool
    basis: str
    at: datetime
    by: str

    @property
    def reason(self) -> str:
        return "临时安排上班" if self.working else "临时停止办公"

    @property
    def exception(self) -> TenantException:
        return TenantException(self.day, self.working, self.reason, self.basis)


def path_of(tenant: str) -> str:
    return f"tenants/{tenant}/declared_days.yaml"


def declarations(text: str) -> tuple[Declaration, ...]:
    """Read the declarations of a text, in the order in which they were made."""
    data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- the base loader leaves every scalar a text
    days = data.get("days") if isinstance(data, Mapping) else None
    if not isinstance(days, list):
        raise CalendarError("临时调整的日期应写成 days 下的一列。")
    return tuple(_read(each) for each in days)


def _read(data: object) -> Declaration:
    try:
        if not isinstance(data, Mapping) or data.keys() != KEYS or not data["basis"]:
            raise ValueError(data)
        working = {"true": True, "false": False}[str(data["working"])]
        day, at = date.fromisoformat(str(data["day"])), datetime.fromisoformat(str(data["declared_at"]))
    except (ValueError, KeyError) as fault:
        raise CalendarError(
            "临时调整的日期有误，每一天应写明 day、working、reason、basis 和宣布的时间、人员。"
        ) from fault
    return Declaration(day, working, str(data["basis"]), at, str(data["declared_by"]))


def text_of(declared: tuple[Declaration, ...]) -> str:
    """Write declarations as a text that `declarations` reads."""
    days = [
        {
            "day": each.day.isoformat(),
            "working": each.working,
            "reason": each.reason,
            "basis": each.basis,
            "declared_at": each.at.isoformat(),
            "declared_by": each.by,
        }
        for each in declared
    ]
    return yaml.safe_dump({"days": days}, allow_unicode=True, sort_keys=False)
