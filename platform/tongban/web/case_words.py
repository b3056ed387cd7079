"""How a case's standing is said: its state, whose turn it is, a limit's lamp and what is left of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tongban.law import CaseOutcome, DeadlineKind, Lamp, State, lamp_of, working_days_left
from tongban.publishing.books import Books

_STATES = {
    State.SUBMITTED: (lazy_gettext("待受理"), "brand"),
    State.SUPPLEMENTING: (lazy_gettext("待补正"), "yellow"),
    State.ACCEPTED: (lazy_gettext("审查中"), "brand"),
    State.DECIDED: (lazy_gettext("待送达"), "brand"),
    State.CLOSED: (lazy_gettext("已办结"), "green"),
}
_OUTCOMES = {
    CaseOutcome.GRANTED: (lazy_gettext("已办结 · 准予"), "green"),
    CaseOutcome.REFUSED: (lazy_gettext("已办结 · 不予"), "red"),
    CaseOutcome.NOT_ACCEPTED: (lazy_gettext("不予受理"), "red"),
    CaseOutcome.WITHDRAWN: (lazy_gettext("已撤回"), ""),
    CaseOutcome.DEEMED_WITHDRAWN: (lazy_gettext("视为撤回"), ""),
}
_CHANNELS = {
    "online": lazy_gettext("网上"),
    "window": lazy_gettext("窗口"),
    "kiosk": lazy_gettext("自助终端"),
    "courier": lazy_gettext("寄递"),
    "agent": lazy_gettext("帮办代办"),
}
_LIMITS = {
    DeadlineKind.ONLINE_REVIEW: lazy_gettext("收件审查"),
    DeadlineKind.WINDOW_INTAKE: lazy_gettext("收件审查"),
    DeadlineKind.SUPPLEMENT: lazy_gettext("补齐补正"),
    DeadlineKind.STEP: lazy_gettext("环节"),
    DeadlineKind.SPECIAL_PROCEDURE: lazy_gettext("特殊程序"),
    DeadlineKind.PROMISE: lazy_gettext("承诺办结"),
    DeadlineKind.STATUTORY: lazy_gettext("法定办结"),
    DeadlineKind.DELIVERY: lazy_gettext("送达"),
}


@dataclass(frozen=True, slots=True)
class Lit:
    """A limit as a list shows it: lamp, words for what is left, and the last day's moment."""

    lamp: str
    left: str
    due: datetime | None
    kind: str = ""


def state_words(state: State, outcome: str | None) -> tuple[str, str]:
    """Say a state and its tone; of a closed case, how it ended."""
    label, tone = _OUTCOMES[CaseOutcome(outcome)] if state is State.CLOSED and outcome else _STATES[state]
    return str(label), tone


def channel_words(channel: str) -> str:
    return str(_CHANNELS.get(channel, channel))


def limit_words(kind: DeadlineKind | None) -> str:
    return str(_LIMITS[kind]) if kind else ""


def left_words(lamp: Lamp, left: int) -> str:
    """Say what is left in working days: the last day, the days after it, or by how many it is over."""
    if lamp is Lamp.OVERDUE:
        return _("超期 %(days)s 个工作日", days=-left) if left < 0 else _("已超期")
    return _("今天到期") if left == 0 else _("还剩 %(days)s 个工作日", days=left)


def lit(kind: DeadlineKind | None, due: datetime | None, closed: bool, tenant: str, books: Books, now: datetime) -> Lit:
    """Light a limit from its kind and due moment, as a queue has them (D3)."""
    if kind is None or due is None:
        return Lit("done", _("已办结"), None) if closed else Lit("paused", _("暂停计时"), None)
    calendar, rulebook = books.calendar(tenant), books.rulebook(tenant)
    lamp = lamp_of(kind, due, now, calendar, rulebook)
    left = working_days_left(due, now, calendar, rulebook.timezone)
    return Lit(lamp.value, left_words(lamp, left), due, limit_words(kind))
