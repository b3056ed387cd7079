"""Tell what became of limits: missed, explained, counted anew. The office's own are not the applicant's to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from tongban.law import DeadlineKind, Event
from tongban.law import events as happened
from tongban.law.case import OF_THE_APPLICANT, WITHIN_THE_OFFICE
from tongban.law.explain import KIND_NAMES
from tongban.web.story_teller import Sentence, Teller
from tongban.web.view_words import WALL, day


def _missed(event: happened.DeadlineMissed, teller: Teller) -> Sentence | None:
    due, kind = day(event.due.astimezone(WALL)), _kind(event.deadline)
    if _is_inner(kind, teller):
        return None
    text = _("应当在%(day)s前办完，没有办完。", day=due)
    if kind is DeadlineKind.PAYMENT:
        text = _("应当在%(day)s前缴清，没有缴清。", day=due)
    elif kind in OF_THE_APPLICANT:
        text = _("截至%(day)s没有收到。", day=due)
    return _("%(kind)s届满", kind=_limit(kind)), text, "bad"


def _late_explained(event: happened.LatenessExplained, teller: Teller) -> Sentence | None:
    kind = _kind(event.deadline)
    if _is_inner(kind, teller):
        return None
    return _("说明超期理由"), _("%(kind)s：%(why)s", kind=_limit(kind), why=event.reason), ""


def _recounted(event: happened.DeadlineRecounted, teller: Teller) -> Sentence | None:
    if _is_inner(_kind(event.deadline), teller):
        return None
    due = day(event.due.astimezone(WALL))
    return _("重新计算期限"), _("%(why)s新的最后期限为%(day)s。", why=event.reason, day=due), ""


def _kind(deadline: str) -> DeadlineKind | None:
    return next((each for each in KIND_NAMES if deadline.startswith(f"{each}-")), None)


def _is_inner(kind: DeadlineKind | None, teller: Teller) -> bool:
    """Tell whether a limit is kept from this reader: the applicant waits by the case's own limits, not by a desk's."""
    return teller.for_applicant and kind in WITHIN_THE_OFFICE


def _limit(kind: DeadlineKind | None) -> str:
    return _(KIND_NAMES[kind]) if kind else _("期限")


OF_LIMITS: Mapping[type[Event], Callable[[Any, Teller], Sentence | None]] = {
    happened.DeadlineMissed: _missed,
    happened.DeadlineRecounted: _recounted,
    happened.LatenessExplained: _late_explained,
}
