"""A limit as a queue shows it: from its kind and due moment alone, for that is all that a line of a queue has (D3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tongban.cases.tables import SEVERAL
from tongban.law import KIND_NAMES, DeadlineKind, Lamp, lamp_of, working_days_left
from tongban.law.work import DEPARTMENT
from tongban.publishing.books import Books
from tongban.tenancy.permissions import ROLES
from tongban.web.language import say as _


@dataclass(frozen=True, slots=True)
class Lit:
    """Lamp, words for what is left, the last day's moment, and which limit it is."""

    lamp: str
    left: str
    due: datetime | None = None
    name: str = ""


def lit(kind: DeadlineKind | None, due: datetime | None, tenant: str, books: Books, now: datetime) -> Lit:
    """Light the nearest limit of a case; without one its clocks rest."""
    if kind is None or due is None:
        return Lit("paused", _("暂停计时"))
    calendar, rulebook = books.calendar(tenant), books.rulebook(tenant)
    lamp = lamp_of(kind, due, now, calendar, rulebook)
    left = working_days_left(due, now, calendar, rulebook.timezone)
    return Lit(lamp.value, _left(lamp, left), due, _(KIND_NAMES[kind]))


def role_waited_for(waits_for: str) -> str:
    """Name the role whose turn it is; where steps of several roles run together, say so."""
    special = {SEVERAL: _("多个环节同时办理"), DEPARTMENT: _("其他部门的意见")}
    return special.get(waits_for) or _(ROLES.get(waits_for, waits_for))


def _left(lamp: Lamp, left: int) -> str:
    if lamp is Lamp.OVERDUE:
        return _("超期 %(days)s 个工作日", days=max(-left, 1))
    return _("还剩 %(days)s 个工作日", days=left) if left else _("今天到期")
